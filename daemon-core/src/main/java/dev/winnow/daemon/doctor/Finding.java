package dev.winnow.daemon.doctor;

/**
 * What a check found.
 *
 * @param check what was looked at, for example {@code mysql.clock}; the same over releases
 * @param verdict what it came to
 * @param message what was seen, and what that means
 * @param fix a line to be pasted, what is said to people behind {@code #}; empty where nothing is to be done
 * @param unreachable whether MySQL or Redis does not answer at all
 */
public record Finding(String check, Verdict verdict, String message, String fix, boolean unreachable) {
    /** As it should be. */
    public static Finding ok(String check, String message) {
        return new Finding(check, Verdict.OK, message, "", false);
    }

    /** It cannot be seen from here. */
    public static Finding skipped(String check, String message, String fix) {
        return new Finding(check, Verdict.SKIPPED, message, fix, false);
    }

    /** It may not go on working. */
    public static Finding warning(String check, String message, String fix) {
        return new Finding(check, Verdict.WARNING, message, fix, false);
    }

    /** It does not work. */
    public static Finding problem(String check, String message, String fix) {
        return new Finding(check, Verdict.PROBLEM, message, fix, false);
    }

    /** The check itself is broken. */
    static Finding defect(String check, String message) {
        return problem(check, message, "# report this as a defect; winnow support-bundle FILE collects what is needed");
    }

    /** It does not answer. */
    public static Finding unreachable(String check, String message, String fix) {
        return new Finding(check, Verdict.PROBLEM, message, fix, true);
    }
}
