package dev.winnow.bench.jobs;

import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.Plugin;
import dev.winnow.plugin.spi.PluginContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A plugin whose job tells when it started, as its result. */
public final class StampPlugin implements Plugin {
    static final String TYPE = "bench.stamp";
    static final String STARTED = "startedMicros";

    @Override
    public void load(PluginContext context) {
        context.register(new Stamp());
    }

    /** Microseconds since 1970, on the system's clock. */
    static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /** Puts it as a plugin into a folder of plugins. */
    static void into(Path plugins) throws IOException {
        Path folder = Files.createDirectories(plugins.resolve("bench_stamp"));
        Files.writeString(folder.resolve("plugin.json"), """
            {"name": "bench_stamp", "version": "1.0.0", "requires": {"winnow": ">=1.0 <2.0"}}
            """);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("bench_stamp.jar")))) {
            for (Class<?> each : new Class<?>[]{StampPlugin.class, Stamp.class}) {
                String path = each.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(path));
                try (InputStream in = StampPlugin.class.getClassLoader().getResourceAsStream(path)) {
                    Objects.requireNonNull(in, path).transferTo(jar);
                }
            }
            jar.putNextEntry(new JarEntry("META-INF/services/" + Plugin.class.getName()));
            jar.write(StampPlugin.class.getName().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private static final class Stamp implements JobHandler {
        @Override
        public String name() {
            return TYPE;
        }

        @Override
        public JobResult run(JobContext context) {
            return JobResult.of(STARTED, nowMicros());
        }
    }
}
