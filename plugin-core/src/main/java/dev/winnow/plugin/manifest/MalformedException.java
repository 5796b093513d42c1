package dev.winnow.plugin.manifest;

/** A document, or one value in it, is not as it must be. */
final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;

    /**
     * @param message a sentence without file and line
     * @param line counted from 1; 0 where unknown
     */
    MalformedException(String message, int line) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
