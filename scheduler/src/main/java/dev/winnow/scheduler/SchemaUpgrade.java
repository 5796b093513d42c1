package dev.winnow.scheduler;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.settings.DatabaseAccess;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.Variables;
import dev.winnow.daemon.waiting.Waiter;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.schema.DatabaseUpgrade;
import dev.winnow.db.schema.GrantAccounts;
import dev.winnow.db.schema.SchemaGate;
import dev.winnow.db.schema.SchemaState;
import dev.winnow.db.schema.UpgradeException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Migrates the schema with the migrate account, once MySQL answers. */
final class SchemaUpgrade {
    private SchemaUpgrade() {
    }

    static DatabaseUpgrade.Result run(SettingValues values) {
        DatabaseSettings settings = new DatabaseAccess(values).migrate();
        awaitServer(settings, values);
        GrantAccounts accounts = new GrantAccounts(values.text(Variables.DB_ACCOUNT_SCHEDULER),
                values.text(Variables.DB_ACCOUNT_WORKER), values.text(Variables.DB_ACCOUNT_INTERFACE));
        try {
            return new DatabaseUpgrade(settings, accounts).run();
        } catch (UpgradeException e) {
            throw new StartException(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        }
    }

    private static void awaitServer(DatabaseSettings settings, SettingValues values) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(DatabaseSettings.class, () -> settings);
            context.register(SchemaGate.class);
            context.refresh();
            SchemaGate gate = context.getBean(SchemaGate.class);
            new Waiter(values.seconds(Variables.START_WAIT_SECONDS), e -> String.valueOf(e.getMessage()))
                    .await(() -> reached(gate.state()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException(ExitCode.FAILED, "Asked to stop while waiting for MySQL", e);
        }
    }

    private static SchemaState reached(SchemaState state) {
        if (state instanceof SchemaState.Unreachable unreachable) {
            throw new IllegalStateException(unreachable.reason());
        }
        return state;
    }
}
