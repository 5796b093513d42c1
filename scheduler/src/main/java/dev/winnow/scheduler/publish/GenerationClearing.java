package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.publish.GenerationRetention;
import dev.winnow.db.plugin.publish.RetentionPolicy;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.lead.Term;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears old generations away: soon after a start and after each publish, and once a day. */
public final class GenerationClearing implements LeaderWork {
    private static final Logger LOG = LoggerFactory.getLogger(GenerationClearing.class);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Publishing publishing;
    private final CurrentGeneration current;
    private final RetentionPolicy policy;
    private final InstantSource clock;
    private volatile Done last = new Done(null, Instant.MIN);

    public GenerationClearing(Publishing publishing, CurrentGeneration current, RetentionPolicy policy,
            InstantSource clock) {
        this.publishing = publishing;
        this.current = current;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "clearing old generations of plugins";
    }

    @Override
    public Duration round(Term term) {
        Instant now = clock.instant();
        Long generation = current.id();
        if (Objects.equals(generation, last.generation()) && now.minus(DAY).isBefore(last.at())) {
            return LOOK;
        }
        GenerationRetention.Cleared cleared = publishing.clear(term, policy);
        last = new Done(generation, now);
        if (!cleared.isNothing()) {
            LOG.info("{} old generations of plugins were cleared away{}, with {} versions of plugins, {} pieces of"
                    + " files and {} results of trying them.", cleared.generations().size(),
                    cleared.generations().isEmpty() ? "" : " " + cleared.generations(), cleared.contents(),
                    cleared.chunks(), cleared.probes());
        }
        return LOOK;
    }

    private record Done(@Nullable Long generation, Instant at) {
    }
}
