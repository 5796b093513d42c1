package dev.winnow.daemon.settings;

import dev.winnow.daemon.iam.RdsTokens;
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
        return as(values.find(Variables.DB_USERNAME).orElse(defaultAccount),
                values.find(Variables.DB_PASSWORD).orElse(""));
    }

    /** With the account that migrates. */
    public DatabaseSettings migrate() {
        return as(values.text(Variables.DB_MIGRATE_USERNAME), values.find(Variables.DB_MIGRATE_PASSWORD).orElse(""));
    }

    /** With any account. */
    public DatabaseSettings as(String username, String password) {
        DatabaseSettings settings = new DatabaseSettings(values.text(Variables.DB_HOST),
                values.number(Variables.DB_PORT), values.text(Variables.DB_NAME), username, password,
                values.text(Variables.DB_TLS).toLowerCase(Locale.ROOT))
                .trusting(Authorities.of(values, Variables.DB_TLS_CA));
        return values.text(Variables.DB_AUTH).equalsIgnoreCase("password") ? settings : byTokens(settings);
    }

    private static DatabaseSettings byTokens(DatabaseSettings settings) {
        if (!settings.tls().equals("required") && !settings.tls().equals("verify")) {
            throw new SettingsException("WINNOW_DB_AUTH is rds-iam and WINNOW_DB_TLS is " + settings.tls()
                    + ": expected verify (or required), since a token is sent as it is");
        }
        try {
            return settings.withTokens(RdsTokens.of(settings.host(), settings.port(), settings.username()));
        } catch (IllegalArgumentException e) {
            throw new SettingsException("WINNOW_DB_AUTH is rds-iam: " + e.getMessage());
        }
    }
}
