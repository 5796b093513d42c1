package dev.winnow.cli.plugins;

import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.bundle.ContentReading;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginRefusedException;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.signature.PluginSignature;
import dev.winnow.plugin.signature.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a plugin's folder. */
@Command(name = "sign", description = "Signs a plugin: writes plugin.sig into its folder.", mixinStandardHelpOptions = true)
public final class SignCommand implements Callable<Integer> {
    @Mixin
    private final Terminal terminal = new Terminal();

    @Parameters(paramLabel = "DIR", description = "the plugin's folder")
    private Path folder = Path.of("");

    @Option(names = "--key", paramLabel = "FILE", required = true, description = "the private key, as keygen made it")
    private Path keyFile = Path.of("");

    @Override
    public Integer call() throws Exception {
        return terminal.run(this::sign);
    }

    private int sign() throws IOException {
        if (!Files.isDirectory(folder)) {
            return terminal.refuse(Terminal.USAGE, folder + " is not a folder. A single file is signed by putting it"
                    + " into a folder with a plugin.json; an archive, by signing the folder and packing it again");
        }
        if (Files.exists(keyFile) && keyFile.toRealPath().startsWith(folder.toRealPath())) {
            return terminal.refuse(Terminal.FAILED, "the key " + keyFile + " lies in the plugin's folder and would be"
                    + " published with it. Move it elsewhere");
        }
        SigningKey key = SigningKey.read(keyFile);
        if (SigningKey.isExposed(keyFile)) {
            terminal.note("Others can read or change " + keyFile + ": chmod 600 " + keyFile);
        }
        try {
            String name = String.valueOf(folder.toRealPath().getFileName());
            return sign(new ContentReader().readUnpacked(folder, name), key);
        } catch (PluginRefusedException e) {
            return terminal.refuse(Terminal.FAILED, "nothing was signed. " + Findings.line(e.warning()));
        }
    }

    private int sign(ContentReading reading, SigningKey key) throws IOException {
        Optional<PluginWarning> leftOut = reading.warnings().stream()
                .filter(warning -> warning.code() == WarningCode.CONTENT_REFUSED).findFirst();
        if (leftOut.isPresent()) {
            return terminal.refuse(Terminal.FAILED, "nothing was signed, because not everything in the folder would"
                    + " be. " + Findings.line(leftOut.get()));
        }
        reading.warnings().forEach(warning -> terminal.note(Findings.line(warning)));
        PluginContent content = reading.content();
        byte[] signature = PluginSignature.sign(content, key).bytes();
        Path file = folder.resolve(PluginSignature.FILE_NAME);
        Path unfinished = folder.resolve(".#" + PluginSignature.FILE_NAME);
        Files.write(unfinished, signature);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        long files = content.files().stream().filter(each -> !each.path().equals(PluginSignature.FILE_NAME)).count();
        terminal.out().println("Signed " + content.name() + " " + content.manifest().version() + ", " + files
                + (files == 1 ? " file" : " files") + ", by key " + key.verifyKey().id() + ": " + file);
        return Terminal.DONE;
    }
}
