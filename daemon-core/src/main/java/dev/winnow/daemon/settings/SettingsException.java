package dev.winnow.daemon.settings;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;

/** A variable is malformed, missing or in conflict with another; the message names it and what was expected. */
public class SettingsException extends StartException {
    public SettingsException(String message) {
        super(ExitCode.USAGE, message);
    }
}
