package dev.winnow.plugin.testkit;

import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobPolicy;
import dev.winnow.plugin.spi.RetryLaterException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What {@code docs/plugins/jobs.md} shows in Java is compiled and run. The Python half is tested in plugin-python. */
class JobsGuideTest {
    private static final Pattern BLOCK = Pattern.compile("^```java\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final String IMPORTS = """
        package guide;
        import dev.winnow.plugin.spi.*;
        import dev.winnow.plugin.testkit.*;
        import java.time.Duration;
        import java.util.*;
        """;

    @TempDir
    Path folder;

    @Test
    void everyExampleCompilesAndDoesWhatTheGuideSays() throws Exception {
        List<String> handlers = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(Files.readString(Path.of("../docs/plugins/jobs.md")));
        while (blocks.find()) {
            (blocks.group(1).startsWith("final class") ? handlers : statements).add(blocks.group(1));
        }
        assertThat(handlers).hasSize(2);
        assertThat(statements).hasSizeGreaterThanOrEqualTo(5);
        StringBuilder source = new StringBuilder(IMPORTS).append(String.join("\n", handlers));
        for (int i = 0; i < statements.size(); i++) {
            source.append("final class Part").append(i)
                    .append(" implements JobHandler {\npublic String name() { return \"part\"; }\n")
                    .append("public JobResult run(JobContext context) throws Exception {\n").append(statements.get(i))
                    .append("return JobResult.NONE; } }\n");
        }
        compile(source.toString());
        try (URLClassLoader loader = new URLClassLoader(new URL[]{folder.toUri().toURL()})) {
            for (int i = 0; i < statements.size(); i++) {
                job(Map.of()).asCompletionOf(2, 1).run(handler(loader, "Part" + i));
            }
            TestJob sweep = job(Map.of("snapshots", List.of("s-1"), "days", 7));
            sweep.run(handler(loader, "SweepSnapshots"));
            assertThat(sweep.logged()).containsExactly("nothing older than 7 days is left");
            JobHandler poll = handler(loader, "PollInvoices");
            assertThat(poll.policy()).isEqualTo(new JobPolicy(3, Duration.ofSeconds(20), Duration.ofMinutes(5), Duration
                    .ofMinutes(2)));
            assertThatThrownBy(() -> job(Map.of()).run(poll)).isInstanceOf(RetryLaterException.class);
        }
    }

    private static TestJob job(Map<String, Object> arguments) {
        return TestJob.of(TestPlugin.named("tidy"), new TestInventory(), arguments);
    }

    private static JobHandler handler(ClassLoader loader, String name) throws ReflectiveOperationException {
        Constructor<?> constructor = loader.loadClass("guide." + name).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (JobHandler) constructor.newInstance();
    }

    private void compile(String source) {
        StringWriter complaints = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler().getTask(complaints, null, null,
                List.of("-d", folder.toString(), "--release", "21", "-proc:none", "-classpath",
                        System.getProperty("java.class.path")),
                null, List.of(new SimpleJavaFileObject(URI.create("string:///guide/Guide.java"),
                        SimpleJavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                })).call();
        assertThat(compiled).as(() -> complaints.toString()).isTrue();
    }
}
