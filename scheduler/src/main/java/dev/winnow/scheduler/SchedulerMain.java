package dev.winnow.scheduler;

import dev.winnow.daemon.CommandLine;
import dev.winnow.daemon.DaemonApplication;
import dev.winnow.daemon.DaemonConfiguration;
import dev.winnow.daemon.DaemonKind;
import dev.winnow.daemon.settings.Variables;
import dev.winnow.scheduler.probe.ProbeConfiguration;
import dev.winnow.scheduler.request.RequestDesks;
import dev.winnow.scheduler.signature.SignatureScreen;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The scheduler daemon: {@code winnow scheduler [--db-upgrade]}; with {@code --db-upgrade-only} it migrates and exits. */
@Configuration(proxyBeanMethods = false)
@Import({DaemonConfiguration.class, SchedulerConfiguration.class, ProbeConfiguration.class, RequestDesks.class,
        ForgottenPassword.class, SignatureScreen.class})
public class SchedulerMain {
    static final CommandLine OPTIONS = new CommandLine("winnow scheduler [--db-upgrade]",
            "The scheduler: publishes plugins, keeps schedules, hands jobs to the queue. With --db-upgrade it brings the"
                    + " database to\nthis version first; without, it waits for that.",
            Map.of(), Map.of("--db-upgrade", Variables.DB_UPGRADE.property()));

    /** Runs it. */
    public static void main(String[] args) {
        if (List.of(args).contains(UpgradeOnly.OPTION)) {
            System.exit(UpgradeOnly.run(args).number());
        }
        DaemonApplication.run(SchedulerMain.class, DaemonKind.SCHEDULER, OPTIONS, new UpgradeFirst(), args);
    }
}
