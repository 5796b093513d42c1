package dev.winnow.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The command line of a daemon: modest, and quick to start the second time. */
final class DaemonCommand {
    /** Since then a JVM can keep its class data by itself. */
    private static final int CLASS_DATA_RELEASE = 19;
    private static final int MEMORY_ACCESS_FLAG_RELEASE = 23;

    private final Installation installation;
    private final StateFolder state;

    DaemonCommand(Installation installation, StateFolder state) {
        this.installation = installation;
        this.state = state;
    }

    /** By this a later quickstart knows a process for one of its own. */
    static String mark(StateFolder state, String daemon) {
        return "-Dwinnow.quickstart=" + state.root() + "#" + daemon;
    }

    List<String> of(String daemon, String heap, List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(installation.java().toString(), mark(state, daemon), "-Xmx" + heap,
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        // Where GraalPy unpacks Python's standard library, once for all three.
                        "-Dpolyglot.engine.userResourceCache=" + state.of("cache").resolve("graalpy")));
        if (installation.javaRelease() >= MEMORY_ACCESS_FLAG_RELEASE) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (installation.javaRelease() >= CLASS_DATA_RELEASE) {
            command.addAll(List.of("-Xshare:auto", "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile=" + classData(daemon), "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
        }
        command.addAll(List.of("-jar", installation.jar(daemon).toString()));
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /** One file for each set of jars; those of earlier sets are deleted. */
    private Path classData(String daemon) {
        Path folder = state.of("cds");
        String prefix = daemon + "-";
        Path wanted = folder.resolve(prefix + Long.toHexString(jars()) + ".jsa");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith(prefix) && !file.equals(wanted)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new QuickstartException(folder + " cannot be tidied up: " + e, e);
        }
        return wanted;
    }

    private long jars() {
        try (Stream<Path> files = Files.list(installation.lib())) {
            List<Path> sorted = files.sorted().toList();
            StringBuilder text = new StringBuilder(installation.java() + " " + Runtime.version());
            for (Path file : sorted) {
                text.append('\n').append(file.getFileName()).append(' ').append(Files.size(file)).append(' ')
                        .append(Files.getLastModifiedTime(file).toMillis());
            }
            CRC32 sum = new CRC32();
            sum.update(text.toString().getBytes(StandardCharsets.UTF_8));
            return sum.getValue();
        } catch (IOException e) {
            throw new QuickstartException(installation.lib() + " cannot be read: " + e, e);
        }
    }
}
