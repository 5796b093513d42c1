package dev.winnow.plugin.python;

import java.util.Locale;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What went wrong in a plugin, told without a reference into its interpreter.
 *
 * @param kind what sort of thing
 * @param type the exception's class, for example {@code ValueError}
 * @param message its text
 * @param file the last place in the plugin, below its folder; null where there is none
 * @param line counted from 1; 0 where unknown
 * @param missing the module that could not be imported; empty for other kinds
 * @param afterSeconds when another attempt makes sense; 0 for other kinds
 */
record PythonError(Kind kind, String type, String message, @Nullable String file, int line, String missing,
        long afterSeconds) {
    /** What sort of thing went wrong. */
    enum Kind {
        ERROR, SYNTAX, PYTHON2, IMPORT, EXIT, CANCELLED, NO_RETRY, RETRY_LATER,
        /** The host ended it: it ran too long. */
        STOPPED,
        /** It wanted what plugins are not given, in a way that Python code cannot catch. */
        REFUSED,
        /** The interpreter itself failed: it cannot be used any more. */
        INTERPRETER
    }

    static PythonError read(JsonNode json) {
        return new PythonError(Kind.valueOf(json.path("kind").asString("error").toUpperCase(Locale.ROOT)),
                json.path("type").asString(""), json.path("message").asString(""), json.path("file").asString(null),
                json.path("line").asInt(0), json.path("missing").asString(""), json.path("after_seconds").asLong(0));
    }

    static PythonError stopped(String why) {
        return new PythonError(Kind.STOPPED, "", why, null, 0, "", 0);
    }

    /** Of what Python code could not catch. */
    static PythonError of(PolyglotException failure) {
        if (failure.isCancelled() || failure.isInterrupted()) {
            return stopped("it was stopped because it ran too long");
        }
        Kind kind = Kind.INTERPRETER;
        String message = String.valueOf(failure.getMessage());
        if (failure.isExit() || failure.isInternalError() && message.contains("ThreadDeath")) {
            // Leaving on another thread than the one that made the context shows as a ThreadDeath (25.0.3).
            kind = Kind.EXIT;
            message = "exit with status " + failure.getExitStatus();
        } else if (Refusal.of(message) != null) {
            kind = Kind.REFUSED;
            message = String.valueOf(Refusal.of(message));
        }
        for (PolyglotException.StackFrame frame : failure.getPolyglotStackTrace()) {
            SourceSection place = frame.isGuestFrame() ? frame.getSourceLocation() : null;
            String file = place == null ? null : place.getSource().getPath();
            if (place != null && file != null && file.startsWith(PluginFiles.PLUGIN + "/")) {
                String below = file.substring(file.indexOf('/', PluginFiles.PLUGIN.length() + 1) + 1);
                return new PythonError(kind, "", message, below, place.getStartLine(), "", 0);
            }
        }
        return new PythonError(kind, "", message, null, 0, "", 0);
    }

    /** Whether the interpreter must not be used again after this. */
    boolean spoilsInterpreter() {
        return switch (kind) {
            case EXIT, STOPPED, REFUSED, INTERPRETER -> true;
            case ERROR, SYNTAX, PYTHON2, IMPORT, CANCELLED, NO_RETRY, RETRY_LATER -> false;
        };
    }

    /** Class, text and place in one line. */
    String sentence() {
        String text = type.isEmpty() ? message : message.isEmpty() ? type : type + ": " + message;
        if (file == null) {
            return text;
        }
        return text + " (" + file + (line > 0 ? ", line " + line : "") + ")";
    }
}
