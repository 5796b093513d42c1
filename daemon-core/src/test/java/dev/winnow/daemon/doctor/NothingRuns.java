package dev.winnow.daemon.doctor;

import dev.winnow.db.process.ProcessRow;
import java.util.List;
import java.util.OptionalLong;

/** A suite of which nothing is alive. */
record NothingRuns() implements SuiteSource {
    @Override
    public List<ProcessRow> live() {
        return List.of();
    }

    @Override
    public OptionalLong generation() {
        return OptionalLong.empty();
    }

    @Override
    public int warnings() {
        return 3;
    }
}
