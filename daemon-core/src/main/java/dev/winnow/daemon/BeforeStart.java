package dev.winnow.daemon;

import dev.winnow.daemon.settings.SettingValues;

/** What a daemon does once its settings are checked and before it waits for MySQL and its schema: migrating, for example. */
@FunctionalInterface
public interface BeforeStart {
    /** Nothing. */
    BeforeStart NOTHING = values -> {
    };

    /**
     * Does it.
     *
     * @throws dev.winnow.daemon.exit.StartException if the daemon cannot start
     */
    void run(SettingValues values);
}
