package dev.winnow.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** DATETIME(3) columns hold UTC without saying so: the one place that turns them into instants and back. */
public final class Times {
    private Times() {
    }

    /** The clock's instant as a DATETIME(3) column keeps it. */
    public static Instant now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** What a DATETIME(3) column takes; cut to the millisecond, since the server would round up. */
    public static LocalDateTime column(Instant instant) {
        return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    }

    /** The same where there may be no value. */
    public static @Nullable LocalDateTime columnOrNull(@Nullable Instant instant) {
        return instant == null ? null : column(instant);
    }

    /** What a DATETIME(3) column holds. */
    public static Instant instant(LocalDateTime column) {
        return column.toInstant(ZoneOffset.UTC);
    }

    /** The value of a column that is never NULL. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        Instant instant = instantOrNull(row, column);
        if (instant == null) {
            throw new SQLException("column " + column + " has no value");
        }
        return instant;
    }

    /** The value of a column. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        LocalDateTime value = row.getObject(column, LocalDateTime.class);
        return value == null ? null : instant(value);
    }
}
