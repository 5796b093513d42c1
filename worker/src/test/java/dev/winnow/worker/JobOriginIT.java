package dev.winnow.worker;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobState;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Each job tells which generation and which content ran it. */
class JobOriginIT {
    private static final String SOURCE = """
        import dev.winnow.plugin.spi.*;
        public class Traced implements Plugin, JobHandler {
            @Override public void load(PluginContext context) { context.register(this); }
            @Override public String name() { return "traced.job"; }
            @Override public JobResult run(JobContext context) { return JobResult.NONE; }
        }""";

    @TempDir
    Path folder;

    @Test
    void aJobRecordsTheGenerationAndTheDigestThatRanIt() throws Exception {
        try (WorkerUnderTest suite = new WorkerUnderTest(folder)) {
            String first = publish(suite, "1.0.0");
            try (ConfigurableApplicationContext worker = suite.startWorker(WorkerMain.class)) {
                assertThat(ran(suite, "traced.job")).satisfies(row -> {
                    assertThat(row.generation()).isEqualTo(1);
                    assertThat(row.digest()).isEqualTo(first);
                });
                String second = publish(suite, "2.0.0");
                assertThat(ran(suite, "traced.job").digest()).as("it runs what it loaded").isEqualTo(first);

                worker.getBean(PluginHost.class).load();

                assertThat(ran(suite, "traced.job")).satisfies(row -> {
                    assertThat(row.generation()).isEqualTo(2);
                    assertThat(row.digest()).isEqualTo(second);
                });
                assertThat(ran(suite, "diagnostic.noop").generation()).isEqualTo(2);
            }
        }
    }

    private static JobRow ran(WorkerUnderTest suite, String type) throws InterruptedException {
        return suite.awaitState(suite.enqueue(JobRequest.of(type, Priority.P0, Map.of())), JobState.SUCCEEDED).row();
    }

    private String publish(WorkerUnderTest suite, String version) throws Exception {
        Path plugin = Files.createDirectories(folder.resolve("traced-" + version));
        Files.writeString(plugin.resolve("plugin.json"),
                "{\"name\": \"traced\", \"version\": \"%s\", \"description\": \"d\", \"author\": \"a\"}"
                        .formatted(version));
        writeJar(plugin.resolve("traced.jar"));
        return suite.publish(plugin, "traced");
    }

    private void writeJar(Path jar) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        JavaFileObject source = new SimpleJavaFileObject(URI.create("string:///Traced.java"),
                JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return SOURCE;
            }
        };
        assertThat(compiler.getTask(null, null, null, List.of("-d", classes.toString(), "--release", "21", "-cp",
                System.getProperty("java.class.path")), null, List.of(source)).call()).isTrue();
        try (OutputStream out = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("Traced.class"));
            zip.write(Files.readAllBytes(classes.resolve("Traced.class")));
            zip.putNextEntry(new ZipEntry("META-INF/services/dev.winnow.plugin.spi.Plugin"));
            zip.write("Traced".getBytes(StandardCharsets.UTF_8));
        }
    }
}
