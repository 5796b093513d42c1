package dev.winnow.plugin.signature;

/** A {@code plugin.sig} is not of the form that it must have; the message is a sentence without its name. */
public final class SignatureMalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    SignatureMalformedException(String message, int line) {
        super(message);
        this.line = line;
    }

    /** Counted from 1; 0 where it is the whole file. */
    public int line() {
        return line;
    }
}
