package dev.winnow.queue.redis;

/** What came of looking at a server. */
public sealed interface RedisExamination {
    /** It let us in. */
    record Entered(RedisFacts facts) implements RedisExamination {
    }

    /** It does not answer; the reason is a sentence for people. */
    record Unreachable(String reason) implements RedisExamination {
    }

    /** It answers, and does not let us in; the reason is a sentence for people. */
    record Refused(String reason) implements RedisExamination {
    }
}
