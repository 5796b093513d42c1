package dev.winnow.daemon.doctor;

import dev.winnow.db.process.ProcessRow;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Settings;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A suite of which nothing is alive.
 *
 * @param accounts each with one endpoint for all that it asks
 */
record NothingRuns(List<CloudAccount> accounts) implements SuiteSource {
    static NothingRuns withAccountsAt(String... endpoints) {
        return new NothingRuns(List.of(endpoints).stream().map(endpoint -> new CloudAccount(1, "a", "aws", new Settings(
                Map.of("endpoint", endpoint)))).toList());
    }

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
