package dev.winnow.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow completion}: also of what the launcher itself carries out. */
@Command(name = "completion", description = "Prints a script that completes winnow's commands and options: source <(winnow completion bash)", mixinStandardHelpOptions = true)
final class CompletionCommand implements Runnable {
    @Parameters(paramLabel = "SHELL", arity = "0..1", description = "bash or zsh, which take the same script; default bash")
    private Shell shell = Shell.bash;

    @Spec
    private @Nullable CommandSpec command;

    /** Shells, as they are typed. */
    enum Shell {
        bash, zsh
    }

    @Override
    public void run() {
        CommandSpec spec = Objects.requireNonNull(command);
        CommandLine all = CliMain.line();
        all.addSubcommand("quickstart", of("--port", "--plugins", "--data", "--reset"));
        all.addSubcommand("scheduler", of("--db-upgrade"));
        all.addSubcommand("worker", of("--queue", "--concurrency", "--reserve-p0"));
        all.addSubcommand("interface-server", of("--port"));
        all.addSubcommand("dist", of());
        Objects.requireNonNull(all.getSubcommands().get("db")).addSubcommand("upgrade", of());
        if (shell == Shell.zsh) {
            spec.commandLine().getOut().println("autoload -Uz bashcompinit && bashcompinit");
        }
        spec.commandLine().getOut().println(AutoComplete.bash("winnow", all));
    }

    private static CommandSpec of(String... options) {
        CommandSpec spec = CommandSpec.create();
        for (String option : options) {
            spec.addOption(OptionSpec.builder(option).build());
        }
        spec.addOption(OptionSpec.builder("--help").build());
        return spec;
    }
}
