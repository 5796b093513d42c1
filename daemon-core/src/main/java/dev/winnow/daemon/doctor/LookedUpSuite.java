package dev.winnow.daemon.doctor;

import dev.winnow.db.DatabaseConfiguration;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.examination.DatabaseExaminer;
import dev.winnow.db.examination.Examination;
import dev.winnow.db.inventory.AccountReader;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.plugin.spi.CloudAccount;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** By a connection of its own, as the first account that is let in; for commands, which are no daemons. */
public final class LookedUpSuite implements SuiteSource, AutoCloseable {
    private final List<Login> logins;
    private final InstantSource clock;
    private @Nullable AnnotationConfigApplicationContext context;
    private boolean refused;

    public LookedUpSuite(List<Login> logins, InstantSource clock) {
        this.logins = List.copyOf(logins);
        this.clock = clock;
    }

    @Override
    public List<ProcessRow> live() {
        return suite().live();
    }

    @Override
    public OptionalLong generation() {
        return suite().generation();
    }

    @Override
    public int warnings() {
        return suite().warnings();
    }

    @Override
    public List<CloudAccount> accounts() {
        return suite().accounts();
    }

    private synchronized SuiteSource suite() {
        if (refused) {
            throw new IllegalStateException("MySQL lets no account in whose password is known here");
        }
        AnnotationConfigApplicationContext open = context;
        if (open == null) {
            open = open();
            context = open;
        }
        return new StoredSuite(open.getBean(ProcessTable.class), open.getBean(PluginStore.class),
                open.getBean(AccountReader.class));
    }

    private AnnotationConfigApplicationContext open() {
        DatabaseSettings settings = letIn();
        if (settings == null) {
            refused = true;
            throw new IllegalStateException("MySQL lets no account in whose password is known here");
        }
        AnnotationConfigApplicationContext made = new AnnotationConfigApplicationContext();
        made.registerBean(DatabaseSettings.class, () -> settings);
        made.register(DatabaseConfiguration.class);
        made.refresh();
        return made;
    }

    private @Nullable DatabaseSettings letIn() {
        DatabaseExaminer examiner = new DatabaseExaminer(clock);
        for (Login login : logins) {
            Examination examination = examiner.examine(login.settings());
            // A server that does not answer will not answer the next account either.
            if (examination instanceof Examination.Unreachable) {
                return null;
            }
            if (examination instanceof Examination.Entered) {
                return login.settings();
            }
        }
        return null;
    }

    @Override
    public synchronized void close() {
        if (context != null) {
            context.close();
        }
    }
}
