package dev.winnow.daemon;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts a daemon by Boot; a failure that is known ends the process with one sentence and its exit code. */
public final class DaemonApplication {
    private DaemonApplication() {
    }

    /**
     * Starts a daemon and returns once its context is up, or ends the process.
     *
     * @param main carries the configuration, {@link DaemonConfiguration} among it
     * @param args options as {@code --property=value}
     */
    public static void run(Class<?> main, DaemonKind kind, String[] args) {
        run(main, kind, CommandLine.NO_OPTIONS, BeforeStart.NOTHING, args);
    }

    /**
     * The same with options of its own and work to be done first. Where help is asked for it is all there is.
     *
     * @param commandLine what the options mean
     * @param beforeStart runs once the settings are checked
     */
    public static void run(Class<?> main, DaemonKind kind, CommandLine commandLine, BeforeStart beforeStart,
            String[] args) {
        if (CommandLine.asksForHelp(args)) {
            System.out.println(commandLine.help());
            return;
        }
        try {
            start(main, kind, commandLine, beforeStart, args);
        } catch (RuntimeException e) {
            Optional<StartException> known = KnownFailureReporter.known(e);
            System.exit(known.map(StartException::code).orElse(ExitCode.FAILED).number());
        }
    }

    /** Starts a daemon without ending the process where that fails: for tests. */
    public static ConfigurableApplicationContext start(Class<?> main, DaemonKind kind, CommandLine commandLine,
            BeforeStart beforeStart, String[] args) {
        String[] properties;
        try {
            properties = commandLine.properties(args);
        } catch (StartException e) {
            // Boot, which would report it, has not started.
            new KnownFailureReporter().reportException(e);
            throw e;
        }
        SpringApplication application = new SpringApplication(main);
        application.setDefaultProperties(DaemonDefaults.of(kind));
        application.addInitializers(new DaemonInitializer(kind, beforeStart));
        return application.run(properties);
    }
}
