package dev.winnow.daemon.doctor;

/** One word of a command line, as a shell takes it. */
final class ShellWord {
    private ShellWord() {
    }

    /** In single quotes where it has more in it than names and paths usually have. */
    static String of(Object value) {
        String text = value.toString();
        return text.matches("[A-Za-z0-9_./:@%+=,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
