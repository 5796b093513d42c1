package dev.winnow.cli;

import dev.winnow.cli.api.CliException;
import dev.winnow.cli.bundle.SupportBundleCommand;
import dev.winnow.cli.jobs.JobsCommand;
import dev.winnow.cli.jobs.QueuesCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line; the launcher hands it every command that is not a program of its own. */
@Command(name = "winnow", description = "Listings and actions over Winnow's API. WINNOW_URL and WINNOW_TOKEN say where and who;"
        + " beside a quickstart they need not be set.", mixinStandardHelpOptions = true, versionProvider = Version.class, subcommands = {
                StatusCommand.class, PluginsCommand.class, AccountsCommand.class, JobsCommand.class,
                QueuesCommand.class,
                SchedulesCommand.class,
                UsersCommand.class, TokensCommand.class, DbCommand.class, DoctorCommand.class,
                SupportBundleCommand.class,
                CompletionCommand.class, CommandLine.HelpCommand.class})
public final class CliMain {
    private CliMain() {
    }

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command and returns its exit code: 0 done, 1 failed, 2 wrong usage, 3 findings, 4 not reachable. */
    static int run(String... args) {
        return line().setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8)).execute(args);
    }

    static CommandLine line() {
        CommandLine line = new CommandLine(new CliMain());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof CliException known) {
                command.getErr().println("winnow: " + known.getMessage());
                return known.exitCode();
            }
            command.getErr().println("winnow: " + failure);
            return CliException.FAILED;
        });
        return line;
    }
}
