package dev.winnow.web.service;

/** Values from outside as they may stand in a message: short, in one line. */
public final class Shown {
    private static final int LIMIT = 80;

    private Shown() {
    }

    /** The text, shortened. */
    public static String of(Object value) {
        String text = String.valueOf(value).replaceAll("\\p{Cntrl}+", " ");
        return text.length() <= LIMIT ? text : text.substring(0, LIMIT) + "...";
    }

    /** What a throwable says, or its class where it says nothing. */
    public static String message(Throwable problem) {
        String message = problem.getMessage();
        return message == null || message.isBlank() ? problem.getClass().getSimpleName() : message.strip();
    }
}
