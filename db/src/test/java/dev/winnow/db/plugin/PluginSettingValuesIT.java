package dev.winnow.db.plugin;

import dev.winnow.db.MigratedDatabase;
import dev.winnow.embedded.Account;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginSettingValuesIT {
    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final PluginSettingValues page = database.as(Account.INTERFACE, PluginSettingValues.class);

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void whatTheInterfaceServerSavesEachDaemonReads() {
        assertThat(page.find("shop")).isEmpty();
        page.save("shop", Map.of("region", "eu-1", "limit", 7, "on", true, "types", List.of("a", "b")), "ann");
        page.save("shop", Map.of("region", "eu-2", "limit", 7, "on", true, "types", List.of("a", "b")), "bob");
        for (Account account : List.of(Account.SCHEDULER, Account.WORKER, Account.INTERFACE)) {
            assertThat(database.as(account, PluginSettingValues.class).find("shop").orElseThrow())
                    .satisfies(saved -> {
                        assertThat(saved.values()).isEqualTo(
                                Map.of("region", "eu-2", "limit", 7, "on", true, "types", List.of("a", "b")));
                        assertThat(saved.changedBy()).isEqualTo("bob");
                    });
        }
    }

    @Test
    void nobodyElseMaySave() {
        for (Account account : List.of(Account.SCHEDULER, Account.WORKER)) {
            assertThatThrownBy(() -> database.as(account, PluginSettingValues.class).save("x", Map.of(), "eve"))
                    .isInstanceOf(DataAccessException.class).rootCause().hasMessageContaining("denied");
        }
        assertThat(page.find("x")).isEmpty();
    }
}
