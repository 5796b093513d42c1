package dev.winnow.web.service;

import dev.winnow.db.plugin.RecordedWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.util.EnumSet;
import java.util.Set;

/** Tells which warnings mean that a plugin does not run in the process that gave them. */
final class LoadFailures {
    private static final Set<WarningCode> CODES = EnumSet.of(WarningCode.LOAD_FAILED, WarningCode.LOAD_TIMEOUT,
            WarningCode.LOAD_MISSING_CLASS, WarningCode.LOAD_SYNTAX, WarningCode.LOAD_EXIT, WarningCode.LOAD_PYTHON2,
            WarningCode.LOAD_EXHAUSTED, WarningCode.HOST_VERSION, WarningCode.DEPENDENCY, WarningCode.DIGEST_MISMATCH,
            WarningCode.CONTENT_UNREADABLE);

    private LoadFailures() {
    }

    /** What the probe found before publishing is of the scope of discovery, and no failure of a process. */
    static boolean isOne(RecordedWarning warning, String kind, String host) {
        return CODES.contains(warning.warning().code()) && warning.scope().equals("load")
                && warning.processKind().equals(kind) && warning.processHost().equals(host);
    }
}
