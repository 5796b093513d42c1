package dev.winnow.daemon.settings;

import dev.winnow.db.DatabaseSettings;
import java.util.Locale;

/** How MySQL is reached, by account. */
public final class DatabaseAccess {
    private final SettingValues values;

    public DatabaseAccess(SettingValues values) {
        this.values = values;
    }

    /**
     * With a daemon's own account.
     *
     * @param defaultAccount the account where {@code WINNOW_DB_USERNAME} is not set
     */
    public DatabaseSettings daemon(String defaultAccount) {
        return of(values.find(Variables.DB_USERNAME).orElse(defaultAccount),
                values.find(Variables.DB_PASSWORD).orElse(""));
    }

    /** With the account that migrates. */
    public DatabaseSettings migrate() {
        return of(values.text(Variables.DB_MIGRATE_USERNAME), values.find(Variables.DB_MIGRATE_PASSWORD).orElse(""));
    }

    private DatabaseSettings of(String username, String password) {
        return new DatabaseSettings(values.text(Variables.DB_HOST), values.number(Variables.DB_PORT),
                values.text(Variables.DB_NAME), username, password,
                values.text(Variables.DB_TLS).toLowerCase(Locale.ROOT));
    }
}
