package dev.winnow.plugin.python;

/** A plugin's Python code failed. */
final class PythonException extends RuntimeException {
    private final transient PythonError error;

    PythonException(PythonError error) {
        super(error.sentence());
        this.error = error;
    }

    PythonError error() {
        return error;
    }
}
