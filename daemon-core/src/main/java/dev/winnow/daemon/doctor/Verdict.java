package dev.winnow.daemon.doctor;

import java.util.Locale;

/** What a check came to. */
public enum Verdict {
    /** As it should be. */
    OK,
    /** Not looked at, since it cannot be seen from here. */
    SKIPPED,
    /** It works, and may not go on doing so. */
    WARNING,
    /** It does not work. */
    PROBLEM;

    /** As it stands in JSON. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether somebody should do something. */
    public boolean isFinding() {
        return this == WARNING || this == PROBLEM;
    }
}
