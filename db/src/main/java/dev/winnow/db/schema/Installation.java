package dev.winnow.db.schema;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;

/** Which installation this is: plugin folders are marked with its id. */
@JdbcStore
public class Installation {
    private final Database database;

    Installation(Database database) {
        this.database = database;
    }

    /** The installation's UUID, given once by the first upgrade. */
    public String id() {
        return database.first("SELECT uuid FROM installation", (row, i) -> row.getString(1))
                .orElseThrow(() -> new IllegalStateException(
                        "the installation has no id: run 'winnow db upgrade' to its end"));
    }
}
