package dev.winnow.db.examination;

/** What came of looking at a server. */
public sealed interface Examination {
    /** It let the account in. */
    record Entered(DatabaseFacts facts) implements Examination {
    }

    /** It does not answer; the reason is a sentence for people. */
    record Unreachable(String reason) implements Examination {
    }

    /** It answers, and does not let the account in; the reason is a sentence for people. */
    record Refused(String reason) implements Examination {
    }
}
