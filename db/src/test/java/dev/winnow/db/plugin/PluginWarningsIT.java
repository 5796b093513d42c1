package dev.winnow.db.plugin;

import dev.winnow.db.MigratedDatabase;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginWarningsIT {
    private static final PluginWarning BROKEN = PluginWarning.of("shop", "a".repeat(64), WarningCode.LOAD_SYNTAX,
            "line 3 is no Python", "mend it").at("plugin.py", 3);
    private static final PluginWarning ADVICE = PluginWarning.of("shop", null, WarningCode.EMITTED, "old", "renew");

    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final PluginWarnings worker = database.as(Account.WORKER, PluginWarnings.class);
    private final PluginWarnings page = database.as(Account.INTERFACE, PluginWarnings.class);
    private final PluginStore store = database.as(Account.INTERFACE, PluginStore.class);

    @BeforeEach
    void empty() {
        List.of("plugin_warning", "warning_acknowledgement", "process")
                .forEach(table -> database.sql().update("DELETE FROM " + table));
        live("worker", "one");
        live("worker", "two");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void whatADaemonSeesNoMoreIsResolved() {
        worker.replace("worker", "one", "load", List.of(ADVICE, BROKEN));
        assertThat(page.open("shop")).extracting(RecordedWarning::warning).as("worst first").containsExactly(BROKEN,
                ADVICE);
        worker.replace("worker", "one", "load", List.of(ADVICE));
        assertThat(page.open()).singleElement().satisfies(recorded -> {
            assertThat(recorded.warning()).isEqualTo(ADVICE);
            assertThat(recorded.occurrences()).isEqualTo(2);
            assertThat(recorded.processKind()).isEqualTo("worker");
        });
        worker.replace("worker", "one", "discovery", List.of());
        assertThat(page.open()).as("another scope").hasSize(1);
    }

    @Test
    void anAcknowledgementHoldsForAllWhoSeeItUntilItExpires() {
        worker.replace("worker", "one", "load", List.of(BROKEN));
        worker.replace("worker", "two", "load", List.of(BROKEN));
        assertThat(store.warningCounts()).as("one thing, seen twice").isEqualTo(Map.of("shop", 1));
        String id = page.open("shop").getFirst().id();
        assertThat(page.acknowledge(id, "ann", "known", null)).isTrue();
        assertThat(store.warningCounts()).isEmpty();
        assertThat(page.open("shop")).hasSize(2).extracting(RecordedWarning::acknowledgedBy).containsOnly("ann");
        assertThat(page.acknowledge(id, "bob", "", Instant.parse("2020-01-01T00:00:00Z"))).isTrue();
        assertThat(store.warningCounts()).isEqualTo(Map.of("shop", 1));
        assertThat(page.acknowledge("f".repeat(64), "ann", "", null)).isFalse();
    }

    @Test
    void anAcknowledgementIsOfTheSubjectAndCanBeTakenBack() {
        worker.replace("worker", "one", "load", List.of(BROKEN));
        worker.replace("worker", "two", "load", List.of(BROKEN));
        assertThat(store.warningCountsByCode()).isEqualTo(Map.of("P304", 1));
        String subject = page.open("shop").getFirst().subject();
        assertThat(page.open("shop")).extracting(RecordedWarning::subject).containsOnly(subject);
        Instant expires = Instant.parse("2099-01-01T00:00:00Z");
        assertThat(page.acknowledge(subject, "ann", "known", expires)).isTrue();
        assertThat(store.warningCountsByCode()).isEmpty();
        assertThat(page.open("shop")).extracting(RecordedWarning::acknowledgement).allSatisfy(seen -> {
            assertThat(seen.note()).isEqualTo("known");
            assertThat(seen.expiresAt()).isEqualTo(expires);
        });
        assertThat(page.withdraw(subject)).isTrue();
        assertThat(page.withdraw(subject)).as("nothing is left to be taken back").isFalse();
        assertThat(page.open("shop")).extracting(RecordedWarning::acknowledgement).containsOnlyNulls();
    }

    @Test
    void whatAHostSawThatIsGoneIsResolvedByTheNextOfItsKind() {
        live("worker", "gone");
        worker.replace("worker", "gone", "load", List.of(BROKEN));
        worker.replace("worker", "one", "load", List.of());
        assertThat(page.open()).hasSize(1);
        database.sql().update("DELETE FROM process WHERE host = 'gone'");
        database.as(Account.SCHEDULER, PluginWarnings.class).replace("scheduler", "one", "load", List.of());
        assertThat(page.open()).as("another kind").hasSize(1);
        worker.replace("worker", "one", "load", List.of());
        assertThat(page.open()).isEmpty();
    }

    private void live(String kind, String host) {
        Instant now = Instant.now();
        database.as(Account.WORKER, ProcessTable.class).save(new ProcessRow(UUID.randomUUID().toString(), kind, host, 1,
                "1", "ready", false, null, "", 0, 0, 0, now, now));
    }
}
