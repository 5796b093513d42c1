package dev.winnow.daemon.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a reader of {@code prod.env} left in a value that another would have taken out or replaced: quotes, a comment, a
 * reference to another variable. The value then means one thing here and another there.
 */
final class ReaderTraces {
    private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\{[A-Za-z_]|\\(|[A-Za-z_])");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#");
    private static final Pattern SPECIAL = Pattern.compile("[\"$`\\\\]|^'|'$");
    private static final Pattern SPECIAL_IN_SINGLE = Pattern.compile("['\\\\]");
    private static final String SINGLE_QUOTES = "the value means different things to systemd, Compose and a shell; put it "
            + "in single quotes";

    private ReaderTraces() {
    }

    /** What is wrong with a value as a process was given it, completing the sentence "NAME is '...': ". */
    static Optional<String> inValue(Variable variable, String value) {
        if (isQuoted(value)) {
            return Optional.of("the quotes are part of the value, since whatever read prod.env did not take them off; "
                    + "write it without quotes");
        }
        // A secret may hold anything; nobody but its owner knows.
        if (variable.secret()) {
            return Optional.empty();
        }
        if (COMMENT.matcher(value).find()) {
            return Optional.of("the comment is part of the value; put comments on lines of their own");
        }
        if (REFERENCE.matcher(value).find() && !variable.equals(Variables.JAVA_OPTIONS)) {
            return Optional
                    .of("the reference to another variable was not replaced, since only some readers of prod.env "
                            + "do that; write out what is meant");
        }
        return Optional.empty();
    }

    /** What of a line's value its readers do not agree upon. */
    static Optional<String> inFile(String raw) {
        String value = raw.strip();
        if (isQuoted(value) && value.startsWith("'")) {
            return SPECIAL_IN_SINGLE.matcher(value.substring(1, value.length() - 1)).find()
                    ? Optional.of("a single quote or a backslash within single quotes means something else to each "
                            + "reader; put such a secret into a file and name that by *_FILE")
                    : Optional.empty();
        }
        if (isQuoted(value)) {
            return SPECIAL.matcher(value.substring(1, value.length() - 1)).find()
                    ? Optional.of(SINGLE_QUOTES)
                    : Optional.empty();
        }
        return SPECIAL.matcher(value).find() || COMMENT.matcher(value).find()
                ? Optional.of(SINGLE_QUOTES + "; comments stand on lines of their own")
                : Optional.empty();
    }

    /** Whether one pair of quotes stands around all of it. */
    static boolean isQuoted(String value) {
        char first = value.isEmpty() ? ' ' : value.charAt(0);
        return value.length() > 1 && (first == '"' || first == '\'') && value.charAt(value.length() - 1) == first;
    }
}
