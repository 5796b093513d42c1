package dev.winnow.plugin.signature;

import org.jspecify.annotations.Nullable;

/** What a look at a plugin's signature gave, whoever is trusted. */
public sealed interface SignatureVerdict {
    /** There is no {@code plugin.sig}. */
    record Unsigned() implements SignatureVerdict {
    }

    /**
     * The signature is none, or is not one of this content.
     *
     * @param reason a sentence without its end
     * @param file the first file that is to blame; null where it is none in particular
     * @param line in that file, counted from 1; 0 where unknown
     */
    record Wrong(String reason, @Nullable String file, int line) implements SignatureVerdict {
    }

    /**
     * Every file is as it was signed, and no other is there.
     *
     * @param key whose signature it is
     */
    record Whole(VerifyKey key) implements SignatureVerdict {
    }
}
