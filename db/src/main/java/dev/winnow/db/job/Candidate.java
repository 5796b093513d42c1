package dev.winnow.db.job;

import dev.winnow.db.Texts;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A job that is about to be written, unless another has its key.
 *
 * @param arguments as JSON
 */
record Candidate(long id, NewJob job, String arguments, Set<JobTrait> traits) {
    /** Longer arguments stand beside the row. */
    private static final int INLINE_CHARACTERS = 1000;
    private static final int CORRELATION_CHARACTERS = 64;
    private static final int REQUESTER_CHARACTERS = 190;
    private static final int VALUES = 10;
    private static final String NO_ARGUMENTS = "{}";

    /** @throws IllegalArgumentException for a request that no row can hold */
    static Candidate of(long id, NewJob job, Collection<JobTrait> more) {
        String arguments = JobChecks.check(job.request());
        JobOptions options = job.request().options();
        Set<JobTrait> traits = EnumSet.noneOf(JobTrait.class);
        traits.addAll(more);
        add(traits, JobTrait.LIMITED, options.concurrency() != null || options.rate() != null);
        add(traits, JobTrait.EXPIRES, options.expiresAfter() != null);
        add(traits, JobTrait.UNIQUE_UNTIL_START, options.uniqueKey() != null && options.uniqueFor() == null
                && options.uniqueUntil() == JobRequest.UniqueUntil.START);
        add(traits, JobTrait.DETAILED, job.parentId() != null || options.uniqueKey() != null
                || options.deadline() != null || arguments.length() > INLINE_CHARACTERS);
        return new Candidate(id, job, arguments, traits);
    }

    JobOptions options() {
        return job.request().options();
    }

    /** The key that the job's row holds while it is unfinished; null for none. */
    @Nullable
    String dedupeKey() {
        return options().uniqueFor() == null ? stripped(options().uniqueKey()) : null;
    }

    /** The key that is held for {@link JobOptions#uniqueFor}; null for none. */
    @Nullable
    String windowKey() {
        return options().uniqueFor() == null ? null : "unique:" + stripped(options().uniqueKey());
    }

    /** The key under which its requester asks for it once; null for none. */
    @Nullable
    String onceKey() {
        String key = stripped(options().idempotencyKey());
        return key == null ? null : "once:" + requester() + ":" + key;
    }

    /** How it goes in where it is wanted in this state: what is held back is taken by the dispatcher when it may go. */
    JobEntry entry(JobState wanted) {
        if (options().delay().isPositive()) {
            return JobEntry.LATER;
        }
        boolean held = traits.contains(JobTrait.LIMITED) || traits.contains(JobTrait.WAITING);
        return wanted == JobState.QUEUED && !held ? JobEntry.QUEUED : JobEntry.REQUESTED;
    }

    /** Values of the entry's statement. */
    @Nullable
    Object[] row(JobEntry entry, @Nullable Long generation) {
        boolean inRow = arguments.length() <= INLINE_CHARACTERS && !arguments.equals(NO_ARGUMENTS);
        List<@Nullable Object> values = new ArrayList<>(VALUES);
        values.addAll(Arrays.asList(id, job.request().type(), job.request().priority().ordinal(),
                entry == JobEntry.QUEUED ? generation : null, dedupeKey(), JobTrait.bits(traits),
                Texts.cut(job.correlationId(), CORRELATION_CHARACTERS), requester(), inRow ? arguments : null));
        if (entry == JobEntry.LATER) {
            values.add(micros(options().delay()));
        }
        return values.toArray();
    }

    /** Values of the detail statement. */
    @Nullable
    Object[] detail() {
        Duration deadline = options().deadline();
        return new @Nullable Object[]{id, arguments.length() > INLINE_CHARACTERS ? arguments : null,
                stripped(options().uniqueKey()),
                options().uniqueFor() == null ? options().uniqueUntil().name().toLowerCase(Locale.ROOT) : "time",
                job.parentId(), deadline == null ? null : deadline.toMillis()};
    }

    /** Values of the limit statement. */
    @Nullable
    Object[] limit() {
        JobOptions.Concurrency concurrency = options().concurrency();
        JobOptions.Rate rate = options().rate();
        return new @Nullable Object[]{id, concurrency == null ? null : concurrency.key().strip(),
                concurrency == null ? null : concurrency.most(), rate == null ? null : rate.key().strip(),
                rate == null ? null : rate.most(), rate == null ? null : rate.per().toMillis()};
    }

    static long micros(Duration span) {
        return span.toNanos() / 1000;
    }

    private String requester() {
        return Texts.cut(job.requestedBy(), REQUESTER_CHARACTERS);
    }

    private static void add(Set<JobTrait> traits, JobTrait trait, boolean has) {
        if (has) {
            traits.add(trait);
        }
    }

    private static @Nullable String stripped(@Nullable String key) {
        return key == null ? null : key.strip();
    }
}
