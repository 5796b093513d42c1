package dev.winnow.db.inventory;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Json;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Settings;
import java.util.List;

/** Cloud accounts for whoever only looks at them: by JDBC alone. */
@JdbcStore
public class AccountReader {
    private final Database database;

    AccountReader(Database database) {
        this.database = database;
    }

    /** All, by name. */
    public List<CloudAccount> all() {
        return database.query("SELECT id, name, provider, settings FROM cloud_account ORDER BY name",
                (row, i) -> new CloudAccount(row.getLong("id"), row.getString("name"), row.getString("provider"),
                        new Settings(Json.map(row.getString("settings")))));
    }
}
