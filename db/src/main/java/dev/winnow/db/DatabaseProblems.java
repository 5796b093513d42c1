package dev.winnow.db;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.CannotCreateTransactionException;

/** Turns what a driver throws into a sentence for people; passwords never appear in it. */
public final class DatabaseProblems {
    /** The account may not enter this database; MySQL says so where it does not exist, too. */
    public static final int DATABASE_DENIED = 1044;
    /** Wrong password or unknown account. */
    public static final int ACCOUNT_DENIED = 1045;
    /** There is no such database. */
    public static final int UNKNOWN_DATABASE = 1049;
    /** The account may not do this with the table. */
    public static final int TABLE_DENIED = 1142;
    /** The account lacks a right that is not of one database: to make users, for example. */
    public static final int RIGHT_DENIED = 1227;
    /** There is no such table. */
    public static final int UNKNOWN_TABLE = 1146;

    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int DEADLOCK = 1213;
    private static final int CHANGED_SINCE_READ = 1020;

    private DatabaseProblems() {
    }

    /** What happened and what to do, in a sentence. */
    public static String sentence(Throwable problem, DatabaseSettings settings) {
        SQLException cause = sqlException(problem);
        if (cause == null) {
            return "MySQL at " + settings + ": " + oneLine(problem);
        }
        return switch (cause.getErrorCode()) {
            case ACCOUNT_DENIED -> "MySQL at " + settings.host() + ":" + settings.port() + " refuses account '"
                    + settings.username()
                    + "': check its password (WINNOW_DB_PASSWORD or _FILE; WINNOW_DB_MIGRATE_PASSWORD for "
                    + "the account that migrates) and that it exists";
            case DATABASE_DENIED, UNKNOWN_DATABASE -> "account '" + settings.username()
                    + "' cannot enter database '" + settings.name() + "' at " + settings.host() + ":"
                    + settings.port() + ": it does not exist or has no grants yet; run 'winnow db init' and "
                    + "'winnow db upgrade'";
            default -> isConnection(cause)
                    ? "MySQL at " + settings.host() + ":" + settings.port() + " cannot be reached ("
                            + oneLine(rootOf(cause)) + "): check WINNOW_DB_HOST, WINNOW_DB_PORT and that it runs"
                    : "MySQL at " + settings + ": " + oneLine(cause);
        };
    }

    /** Whether the server did not answer; otherwise it did, and refused. */
    public static boolean isUnreachable(Throwable problem) {
        SQLException cause = sqlException(problem);
        return cause != null && isConnection(cause);
    }

    /** Whether the same transaction may well work when it is tried again. */
    public static boolean isTransient(Throwable problem) {
        SQLException cause = sqlException(problem);
        return cause != null && switch (cause.getErrorCode()) {
            case LOCK_WAIT_TIMEOUT, DEADLOCK, CHANGED_SINCE_READ -> true;
            default -> false;
        };
    }

    /**
     * Whether a failed transaction has certainly written nothing, since it could not even begin. Of one that failed
     * later this is not known: it may be committed, and the answer lost.
     */
    public static boolean wroteNothing(RuntimeException problem) {
        return problem instanceof CannotCreateTransactionException;
    }

    /** The driver's exception among the causes; null where there is none. */
    public static @Nullable SQLException sqlException(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static boolean isConnection(SQLException cause) {
        String state = cause.getSQLState();
        return state != null && state.startsWith("08");
    }

    private static Throwable rootOf(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String oneLine(Throwable problem) {
        String message = problem.getMessage();
        return message == null ? problem.getClass().getSimpleName() : message.strip().replaceAll("\\s+", " ");
    }
}
