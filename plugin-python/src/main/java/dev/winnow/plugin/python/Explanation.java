package dev.winnow.plugin.python;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;

/** Says in an operator's words why a Python plugin could not be loaded. */
final class Explanation {
    private static final String RESTART = ", then restart the scheduler and the other daemons";

    private final MaterialisedPlugin plugin;

    Explanation(MaterialisedPlugin plugin) {
        this.plugin = plugin;
    }

    PluginWarning of(Throwable failure) {
        if (failure instanceof PythonException python) {
            PythonError error = python.error();
            return of(error).at(error.file(), error.line());
        }
        String text = failure.getMessage();
        return warning(WarningCode.LOAD_FAILED, text == null || failure instanceof Error ? failure.toString() : text,
                "Mend the plugin" + RESTART + ".");
    }

    private PluginWarning of(PythonError error) {
        return switch (error.kind()) {
            case SYNTAX -> warning(WarningCode.LOAD_SYNTAX,
                    "its source has a syntax error: " + error.sentence() + ".", "Mend the line" + RESTART + ".");
            case PYTHON2 -> warning(WarningCode.LOAD_PYTHON2,
                    "its source is Python 2, and plugins run on Python 3: " + error.sentence() + ".",
                    "Convert the source to Python 3, as docs/plugins/migration.md says" + RESTART + ".");
            case IMPORT -> missing(error);
            case EXIT -> warning(WarningCode.LOAD_EXIT,
                    "it tried to end the process while it was loaded (sys.exit or os._exit): " + error.sentence() + ".",
                    "Remove the call; a plugin that cannot work raises an exception or calls winnow.warn.");
            case STOPPED -> warning(WarningCode.LOAD_TIMEOUT, "loading was not done in time and was stopped.",
                    "Look for a loop or long work in its modules and in load(), and move it into a job.");
            case ERROR, CANCELLED, NO_RETRY, RETRY_LATER -> warning(WarningCode.LOAD_FAILED,
                    "it failed with " + error.sentence() + ".", "Mend the plugin" + RESTART + ".");
            case REFUSED -> warning(WarningCode.LOAD_FAILED,
                    "it was stopped: " + error.sentence() + ".",
                    "Do without it: a plugin reads its own folder and talks to Winnow, nothing else.");
            case INTERPRETER -> warning(WarningCode.LOAD_FAILED,
                    "the Python interpreter failed: " + error.sentence() + ".",
                    "Look at the daemon's log for the cause; the plugin may use what plugins cannot.");
        };
    }

    private PluginWarning missing(PythonError error) {
        String what = error.missing().isEmpty() ? "" : "'" + error.missing() + "' ";
        String own = PluginFacts.packageName(plugin) + ".";
        if (error.missing().startsWith(own)) {
            return warning(WarningCode.LOAD_MISSING_CLASS,
                    "its own module '" + error.missing().substring(own.length())
                            + "' is not in its folder: " + error.sentence() + ".",
                    "Add the file, or take it out of initial_modules and imports" + RESTART + ".");
        }
        return warning(WarningCode.LOAD_MISSING_CLASS,
                "the module " + what + "that it imports is not there: " + error.sentence() + ".",
                "Only Python's standard library, winnow and pure-Python modules in the plugin's own lib/ folder can be "
                        + "imported: copy the module into lib/, or do without it.");
    }

    private PluginWarning warning(WarningCode code, String message, String hint) {
        return PluginWarning.of(plugin.name(), plugin.digest(), code,
                "Plugin '" + plugin.name() + "' is not loaded: " + message, hint);
    }
}
