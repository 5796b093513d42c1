package dev.winnow.db.job;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.transaction.TransactionException;

/** Tells failures of a batch apart. */
public final class BatchFaults {
    private BatchFaults() {
    }

    /** Whether one member of the batch may be to blame, rather than the database or the way to it. */
    public static boolean mayBeOnes(Throwable failure) {
        if (failure instanceof DataAccessException) {
            return failure instanceof NonTransientDataAccessException
                    && !(failure instanceof NonTransientDataAccessResourceException);
        }
        return !(failure instanceof TransactionException);
    }

    /** Whether what failed by itself is to blame for sure: it fails again, however well the database is. */
    public static boolean isItsOwn(Throwable failure) {
        return failure instanceof DataIntegrityViolationException
                || !(failure instanceof DataAccessException || failure instanceof TransactionException);
    }
}
