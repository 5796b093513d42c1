package dev.winnow.daemon.exit;

/** Exit codes as INTERFACES has them. */
public enum ExitCode {
    /** Done. */
    DONE(0),
    /** Something went wrong. */
    FAILED(1),
    /** Wrong usage: an argument or a setting, be it one of Redis. */
    USAGE(2),
    /** MySQL or Redis cannot be reached. */
    UNREACHABLE(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** What the process returns. */
    public int number() {
        return number;
    }
}
