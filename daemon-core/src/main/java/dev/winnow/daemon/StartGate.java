package dev.winnow.daemon;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.settings.DatabaseAccess;
import dev.winnow.daemon.settings.QueueAccess;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.Variables;
import dev.winnow.daemon.waiting.Waiter;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.schema.SchemaGate;
import dev.winnow.db.schema.SchemaState;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.QueueUnfitException;
import java.time.Duration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Lets a start pass once MySQL answers with a schema that serves, and Redis answers and is set so that it keeps jobs. */
final class StartGate {
    private final SettingValues values;
    private final DaemonKind kind;
    private final Duration patience;

    StartGate(SettingValues values, DaemonKind kind) {
        this.values = values;
        this.kind = kind;
        this.patience = values.seconds(Variables.START_WAIT_SECONDS);
    }

    void await() {
        awaitSchema();
        awaitQueue();
    }

    private void awaitSchema() {
        DatabaseSettings database = new DatabaseAccess(values).daemon(kind.databaseAccount());
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(DatabaseSettings.class, () -> database);
            context.register(SchemaGate.class);
            context.refresh();
            SchemaGate gate = context.getBean(SchemaGate.class);
            SchemaState state = gate.await(patience);
            if (!state.isUsable()) {
                throw new StartException(
                        state instanceof SchemaState.Unreachable ? ExitCode.UNREACHABLE : ExitCode.FAILED,
                        gate.sentence(state) + " (waited " + patience.toSeconds() + " s)");
            }
        }
    }

    private void awaitQueue() {
        try (JobQueue queue = new QueueAccess(values).open()) {
            new Waiter(patience, e -> String.valueOf(e.getMessage())).await(() -> answers(queue));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException(ExitCode.FAILED, "Asked to stop while waiting for Redis", e);
        }
    }

    /** A Redis that is set so that it would lose jobs is a wrong setting, like one of our own: nothing is waited for. */
    private static boolean answers(JobQueue queue) {
        try {
            queue.examine();
            return true;
        } catch (QueueUnfitException e) {
            throw new StartException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
