package dev.winnow.cli.plugins;

import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.signature.SignatureCheck;
import dev.winnow.plugin.signature.SignaturePolicy;
import dev.winnow.plugin.signature.SignatureRules;
import dev.winnow.plugin.source.PluginFile;
import dev.winnow.plugin.source.SourceScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Looks at a plugin as the scheduler would, without one. */
@Command(name = "verify", description = "Checks a plugin or a bundle on this host: manifest, archive, signature. Runs none of its"
        + " code. Exit code 0: nothing found; 3: findings.", mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Mixin
    private final Terminal terminal = new Terminal();

    @Parameters(paramLabel = "FILE", description = "a folder, .zip, .jar or .py, or a bundle that was exported")
    private Path file = Path.of("");

    @Option(names = "--trusted-keys", paramLabel = "DIR", description = "a folder of public keys: what none of them has signed is a finding")
    private @Nullable Path trustedKeys;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (!Files.exists(file)) {
            return terminal.refuse(Terminal.USAGE, "there is no " + file);
        }
        Path work = Files.createTempDirectory("winnow-verify-");
        try {
            return terminal.run(() -> verify(work));
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
    }

    private int verify(Path work) throws IOException {
        SourceScan scan = PluginFile.scan(file, work);
        List<PluginWarning> findings = new ArrayList<>(scan.warnings());
        Optional<Path> folder = Optional.ofNullable(trustedKeys);
        SignatureRules rules = SignatureRules.read(folder.isPresent() ? SignaturePolicy.REQUIRE : SignaturePolicy.WARN,
                folder);
        rules.ownProblem().ifPresent(findings::add);
        for (PluginContent plugin : scan.plugins()) {
            rules.judge(plugin, false).ifPresent(findings::add);
        }
        if (json) {
            print(scan.plugins(), findings);
        } else {
            findings.forEach(finding -> terminal.out().println(Findings.line(finding)));
            scan.plugins().forEach(plugin -> terminal.out().println(plugin.name() + " "
                    + plugin.manifest().version() + ", " + plugin.files().size() + " files, " + plugin.size()
                    + " bytes, digest " + plugin.digest() + ", " + SignatureCheck.signer(plugin)
                            .map(key -> "signed by " + key
                                    + (folder.isEmpty() ? " (compared with no trusted key)" : ""))
                            .orElse("without a signature that fits")));
        }
        return findings.isEmpty() ? Terminal.DONE : Terminal.FINDINGS;
    }

    private void print(List<PluginContent> plugins, List<PluginWarning> findings) {
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        for (PluginContent plugin : plugins) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("name", plugin.name());
            one.put("version", plugin.manifest().version());
            one.put("digest", plugin.digest());
            one.put("files", plugin.files().size());
            one.put("bytes", plugin.size());
            one.put("signedBy", SignatureCheck.signer(plugin).orElse(null));
            found.add(one);
        }
        terminal.out().println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("plugins", found,
                "findings", findings.stream().map(Findings::json).toList())));
    }
}
