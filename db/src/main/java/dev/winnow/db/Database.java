package dev.winnow.db;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Statements and transactions, as the stores use them. */
public class Database {
    private static final int TRIES = 6;

    private final JdbcTemplate template;
    private final TransactionTemplate transactions;

    public Database(DataSource dataSource, PlatformTransactionManager transactionManager) {
        this.template = new JdbcTemplate(dataSource);
        this.transactions = new TransactionTemplate(transactionManager);
    }

    /** Runs a statement; returns how many rows it matched (for an upsert: a number above zero where it wrote). */
    public int update(String sql, @Nullable Object... arguments) {
        return template.update(sql, statement -> bind(statement, arguments));
    }

    /** Runs a statement for each of these; an INSERT ... VALUES becomes few statements of many rows. */
    public void batch(String sql, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        template.batchUpdate(sql, new BatchPreparedStatementSetter() {
            @Override
            public void setValues(PreparedStatement statement, int i) throws SQLException {
                bind(statement, rows.get(i));
            }

            @Override
            public int getBatchSize() {
                return rows.size();
            }
        });
    }

    /** The rows of a query. */
    public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... arguments) {
        return template.query(sql, statement -> bind(statement, arguments), mapper);
    }

    /** The first row of a query. */
    public <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... arguments) {
        return query(sql, mapper, arguments).stream().findFirst();
    }

    /** The number in the first column of the first row; 0 where there is none. */
    public long number(String sql, @Nullable Object... arguments) {
        return first(sql, (row, i) -> row.getLong(1), arguments).orElse(0L);
    }

    /** Goes through a large result row by row, holding one row at a time. */
    public void stream(String sql, RowReader reader, @Nullable Object... arguments) {
        template.query(connection -> {
            PreparedStatement statement = connection.prepareStatement(sql);
            // Connector/J's sign for "do not read the whole result first".
            statement.setFetchSize(Integer.MIN_VALUE);
            bind(statement, arguments);
            return statement;
        }, reader::read);
    }

    /** The database's clock. */
    public Instant now() {
        return Times.instant(query("SELECT UTC_TIMESTAMP(3)", (row, i) -> row.getObject(1, LocalDateTime.class))
                .getFirst());
    }

    /**
     * Runs the work in a transaction; within one, joins it. After a deadlock or a lock timeout the outermost one is
     * run again, a few times: the work must not have effects outside the database.
     */
    public <T> T inTransaction(Supplier<T> work) {
        if (isInTransaction()) {
            return work.get();
        }
        for (int tryNumber = 1;; tryNumber++) {
            try {
                // A holder, since a transaction's result may be null to Spring but never is to us.
                List<T> result = List.of();
                result = transactions.execute(status -> List.of(work.get()));
                return result.getFirst();
            } catch (RuntimeException e) {
                if (tryNumber == TRIES || !DatabaseProblems.isTransient(e)) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                        ThreadLocalRandom.current().nextLong(10L << tryNumber)));
            }
        }
    }

    /** The same for work without a result. */
    public void doInTransaction(Runnable work) {
        inTransaction(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /** Whether the calling thread is within a transaction. */
    public boolean isInTransaction() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    /** {@code ?, ?, ?} for so many parameters. */
    public static String placeholders(int count) {
        return String.join(", ", java.util.Collections.nCopies(count, "?"));
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i] instanceof Instant at ? Times.column(at) : arguments[i]);
        }
    }

    /** Takes one row of a streamed result. */
    @FunctionalInterface
    public interface RowReader {
        /** Reads the current row. */
        void read(java.sql.ResultSet row) throws SQLException;
    }
}
