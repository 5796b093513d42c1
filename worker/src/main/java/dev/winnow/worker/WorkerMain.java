package dev.winnow.worker;

import dev.winnow.daemon.BeforeStart;
import dev.winnow.daemon.CommandLine;
import dev.winnow.daemon.DaemonApplication;
import dev.winnow.daemon.DaemonConfiguration;
import dev.winnow.daemon.DaemonKind;
import dev.winnow.db.JpaConfiguration;
import dev.winnow.worker.builtin.BuiltInConfiguration;
import dev.winnow.worker.builtin.DiagnosticConfiguration;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** {@code winnow worker}. */
@Configuration(proxyBeanMethods = false)
@Import({DaemonConfiguration.class, JpaConfiguration.class, WorkerConfiguration.class, BuiltInConfiguration.class,
        DiagnosticConfiguration.class})
public class WorkerMain {
    static final CommandLine COMMAND_LINE = new CommandLine(
            "winnow worker [--queue p0]... [--concurrency N] [--reserve-p0 N]",
            "A worker: takes jobs from the queue and runs them. --queue may be repeated.",
            Map.of("--queue", "winnow.worker.queues", "--concurrency", "winnow.worker.concurrency", "--reserve-p0",
                    "winnow.worker.reserve-p0"),
            Map.of());

    /** Starts a worker. */
    public static void main(String[] args) {
        DaemonApplication.run(WorkerMain.class, DaemonKind.WORKER, COMMAND_LINE, BeforeStart.NOTHING, args);
    }
}
