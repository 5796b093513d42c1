package dev.winnow.scheduler.probe;

import dev.winnow.daemon.probe.TrialRequest;
import dev.winnow.daemon.probe.TrialRequest.Candidate;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.ManifestReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.util.unit.DataSize;

/** A scheduler's part alone: it has a plugin tried that never ends, until somebody kills it. */
final class ForlornParent {
    private ForlornParent() {
    }

    /** @param args the plugin's folder, and one to work in */
    public static void main(String[] args) throws Exception {
        Path plugin = Path.of(args[0]);
        Manifest manifest = new ManifestReader().read(plugin, "x").manifest();
        ProbeProcess process = ProbeProcess.start(new ProbeCommand(DataSize.ofMegabytes(128), Path.of(args[1])),
                Isolation.prefix(), Path.of(args[1]));
        System.out.println(process.pid());
        process.ask(new TrialRequest(1, manifest.name(), List.of(Candidate.of(TrialRequest.withDefaults(manifest, "d",
                plugin))), Duration.ofMinutes(5)), Duration.ofMinutes(5), () -> {
                });
    }
}
