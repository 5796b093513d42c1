package dev.winnow.db.process;

/** Another scheduler leads by now: what was to be written under the old epoch was not. */
public class LeadershipLostException extends RuntimeException {
    public LeadershipLostException(String message) {
        super(message);
    }
}
