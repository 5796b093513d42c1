package dev.winnow.daemon.doctor;

import dev.winnow.db.inventory.AccountReader;
import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.plugin.spi.CloudAccount;
import java.util.List;
import java.util.OptionalLong;

/** By the stores of a daemon. */
public final class StoredSuite implements SuiteSource {
    private final ProcessTable processes;
    private final PluginStore plugins;
    private final AccountReader accounts;

    public StoredSuite(ProcessTable processes, PluginStore plugins, AccountReader accounts) {
        this.processes = processes;
        this.plugins = plugins;
        this.accounts = accounts;
    }

    @Override
    public List<ProcessRow> live() {
        return processes.live();
    }

    @Override
    public OptionalLong generation() {
        return plugins.latest(1).stream().mapToLong(Generation::id).findFirst();
    }

    @Override
    public int warnings() {
        return plugins.warningCounts().values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public List<CloudAccount> accounts() {
        return accounts.all();
    }
}
