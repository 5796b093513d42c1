package dev.winnow.daemon.doctor;

import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.schema.DatabaseAccount;
import java.util.Locale;

/**
 * An account of MySQL's whose password is known here.
 *
 * @param account whose it is
 * @param settings with its name and password
 * @param origin where the password came from, for people
 */
public record Login(DatabaseAccount account, DatabaseSettings settings, String origin) {
    /** For the names of findings. */
    String code() {
        return account.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
