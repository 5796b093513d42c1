package dev.winnow.cli.plugins;

import dev.winnow.plugin.manifest.PluginName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow plugins new}: a folder to begin a plugin with, which works as it is. */
@Command(name = "new", description = "Makes a folder to begin a plugin with.", mixinStandardHelpOptions = true)
public final class NewCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the folder to make; its name becomes the plugin's")
    private @Nullable Path folder;

    @Option(names = "--language", required = true, paramLabel = "java|python", description = "what it is written in")
    private @Nullable String language;

    @Option(names = "--name", paramLabel = "NAME", description = "the plugin's name, if it is not the folder's")
    private @Nullable String name;

    @Option(names = "--sdk", paramLabel = "DIR", description = "for Java: the folder with Winnow's jars for authors, if it is not this installation's")
    private @Nullable Path sdk;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = spec;
        if (command == null || folder == null || language == null) {
            throw new IllegalStateException("picocli did not fill in what it was told");
        }
        Path target = folder.toAbsolutePath().normalize();
        String plugin = name != null ? name : String.valueOf(target.getFileName());
        if (!PluginName.isAllowed(plugin)) {
            throw usage(command, "'" + plugin + "' cannot be a plugin's name: it has " + PluginName.RULE + ". '"
                    + PluginName.from(plugin) + "' would do (--name).");
        }
        if (!isFree(target)) {
            throw usage(command,
                    target + " is there and not an empty folder: nothing was written. Name another folder.");
        }
        PluginTemplate template = switch (language) {
            case "java" -> PluginTemplate.java(plugin, Sdk.find(sdk, System.getenv("WINNOW_HOME"))
                    .orElseThrow(
                            () -> usage(command, "Winnow's jars for authors were not found. They lie in sdk/ of an "
                                    + "installation: name that folder by --sdk.")));
            case "python" -> PluginTemplate.python(plugin);
            default -> throw usage(command, "a plugin is written in java or python, not '" + language + "'");
        };
        template.write(target);
        command.commandLine().getOut().println("Made " + target + ". README.md there says how it goes on.");
        return 0;
    }

    private static boolean isFree(Path target) throws IOException {
        if (!Files.exists(target)) {
            return true;
        }
        try (Stream<Path> children = Files.list(target)) {
            return children.findAny().isEmpty();
        } catch (NotDirectoryException e) {
            return false;
        }
    }

    private static ParameterException usage(CommandSpec spec, String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
