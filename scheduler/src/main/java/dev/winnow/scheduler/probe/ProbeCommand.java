package dev.winnow.scheduler.probe;

import dev.winnow.daemon.probe.LocalNames;
import dev.winnow.daemon.probe.ProbeMain;
import dev.winnow.daemon.probe.RefusingGroups;
import dev.winnow.daemon.probe.RefusingProvider;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.util.unit.DataSize;

/**
 * How the process that tries plugins is started: by this process's Java and class path, with an environment that holds no
 * secret.
 *
 * @param heap its largest heap
 * @param pythonLibrary where GraalPy unpacks the standard library once
 */
record ProbeCommand(DataSize heap, Path pythonLibrary) {
    private static final String PYTHON_LIBRARY = "polyglot.engine.userResourceCache";
    private static final String RESOLVERS = "META-INF/services/java.net.spi.InetAddressResolverProvider";
    private static final int UNSAFE_FLAG_SINCE = 24;
    private static final List<String> KEPT = List.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "JAVA_HOME",
            "LD_LIBRARY_PATH");

    /**
     * Starts one.
     *
     * @param prefix what runs it without a network; empty where nothing does
     * @param folder its own, to work in
     * @param mark by which all that it starts is found
     */
    Process start(List<String> prefix, Path folder, String mark) throws IOException {
        Path services = folder.resolve("services").resolve(RESOLVERS);
        Files.createDirectories(services.getParent());
        Files.writeString(services, LocalNames.class.getName());
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        ProcessBuilder builder = new ProcessBuilder(line(prefix, folder.resolve("services"), temporary))
                .directory(temporary
                        .toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(KEPT);
        environment.put("HOME", temporary.toString());
        environment.put("TMPDIR", temporary.toString());
        environment.put(ProcessTree.VARIABLE, mark);
        return builder.start();
    }

    private List<String> line(List<String> prefix, Path services, Path temporary) {
        List<String> line = new ArrayList<>(prefix);
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        long megabytes = heap.toMegabytes();
        line.addAll(List.of("-Xmx" + megabytes + "m", "-XX:MaxMetaspaceSize=" + Math.max(megabytes / 2, 64) + "m",
                "-XX:MaxDirectMemorySize=" + Math.max(megabytes / 4, 32) + "m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + temporary.resolve("crash.log"), "-XX:+DisplayVMOutputToStderr",
                "--enable-native-access=ALL-UNNAMED", "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary, "-Duser.home=" + temporary, "-Dfile.encoding=UTF-8",
                "-Djava.nio.channels.spi.SelectorProvider=" + RefusingProvider.class.getName(),
                "-Djava.nio.channels.spi.AsynchronousChannelProvider=" + RefusingGroups.class.getName(),
                "-Dlogback.configurationFile=probe-logback.xml",
                "-D" + PYTHON_LIBRARY + "=" + System.getProperty(PYTHON_LIBRARY, pythonLibrary.toString())));
        if (Runtime.version().feature() >= UNSAFE_FLAG_SINCE) {
            line.add("--sun-misc-unsafe-memory-access=allow");
        }
        line.addAll(List.of("-cp", classPath() + File.pathSeparator + services,
                ProbeMain.class.getName()));
        return line;
    }

    /** Absolute, since the process works in a folder of its own. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty()).map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
