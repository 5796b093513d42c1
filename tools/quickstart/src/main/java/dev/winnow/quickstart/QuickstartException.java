package dev.winnow.quickstart;

import org.jspecify.annotations.Nullable;

/** Why there is no quickstart, as a sentence for the person at the terminal. */
final class QuickstartException extends RuntimeException {
    QuickstartException(String sentence) {
        super(sentence);
    }

    QuickstartException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
