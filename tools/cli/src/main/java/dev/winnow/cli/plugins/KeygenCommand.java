package dev.winnow.cli.plugins;

import dev.winnow.plugin.signature.SigningKey;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a key to sign plugins with. */
@Command(name = "keygen", description = "Makes an Ed25519 key: FILE for you alone, FILE.pub for every host that shall trust it.", mixinStandardHelpOptions = true)
public final class KeygenCommand implements Callable<Integer> {
    @Mixin
    private final Terminal terminal = new Terminal();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "where the private key goes; not overwritten")
    private Path file = Path.of("");

    @Override
    public Integer call() throws Exception {
        return terminal.run(() -> {
            SigningKey key = SigningKey.generate();
            key.write(file);
            terminal.out().println("Key " + key.verifyKey().id() + " is made.");
            terminal.out().println("Private key: " + file + " (keep it to yourself)");
            terminal.out().println("Public key:  " + SigningKey.publicFile(file)
                    + " (copy it into the folder that WINNOW_PLUGIN_TRUSTED_KEYS names, on every host)");
            return Terminal.DONE;
        });
    }
}
