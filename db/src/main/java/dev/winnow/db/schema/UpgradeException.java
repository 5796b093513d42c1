package dev.winnow.db.schema;

/** The upgrade did not go through; the message says why and what to do. */
public class UpgradeException extends RuntimeException {
    public UpgradeException(String message, Throwable cause) {
        super(message, cause);
    }
}
