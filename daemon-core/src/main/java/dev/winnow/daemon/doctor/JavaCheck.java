package dev.winnow.daemon.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.unit.DataSize;

/** The Java runtime and what it may use of this machine. */
public final class JavaCheck implements Check {
    private static final int OLDEST = 21;
    private static final int FEW_FILES = 4096;
    private static final DataSize LEAST_MEMORY = DataSize.ofMegabytes(512);
    private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files\\s+(\\d+)");

    private final Place place;
    private final Path root;
    private final int release;

    /**
     * @param root of the file system
     */
    public JavaCheck(Place place, Path root) {
        this(place, root, Runtime.version().feature());
    }

    JavaCheck(Place place, Path root, int release) {
        this.place = place;
        this.root = root;
        this.release = release;
    }

    @Override
    public String name() {
        return "java";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        String java = "Java " + release + " (" + System.getProperty("java.vendor") + ") in " + System.getProperty(
                "java.home") + ", " + Runtime.getRuntime().availableProcessors() + " processors";
        findings.add(release >= OLDEST
                ? Finding.ok("java.version", java)
                : Finding.problem("java.version", java + ": Winnow needs Java " + OLDEST + " or newer",
                        "# install one and name its folder in WINNOW_JAVA_HOME"));
        memory().ifPresent(findings::add);
        openFiles().ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> memory() {
        return read("sys/fs/cgroup/memory.max").map(String::strip).filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong).map(limit -> {
                    String text = "This control group may use " + DataSize.ofBytes(limit).toMegabytes()
                            + " MB of memory";
                    return limit >= LEAST_MEMORY.toBytes()
                            ? Finding.ok("java.memory", text)
                            : Finding.warning("java.memory", text + ", and a daemon wants " + LEAST_MEMORY.toMegabytes()
                                    + " MB: the kernel may kill it",
                                    moreMemory());
                });
    }

    private Optional<Finding> openFiles() {
        return read("proc/self/limits").map(OPEN_FILES::matcher).filter(Matcher::find).map(found -> {
            long limit = Long.parseLong(found.group(1));
            String text = "This process may open " + limit + " files";
            return limit >= FEW_FILES
                    ? Finding.ok("java.files", text)
                    : Finding.warning("java.files", text + ": many plugins or connections may exhaust that",
                            moreFiles());
        });
    }

    private String moreMemory() {
        return switch (place) {
            case COMPOSE -> "printf 'DAEMON_MEMORY=1g\\nSCHEDULER_MEMORY=1536m\\n' >> .env && docker compose up -d";
            case SYSTEMD ->
                "sudo systemctl set-property winnow-worker.service MemoryMax=1G   # or the unit that this is";
            case QUICKSTART, SHELL -> "# raise the limit of the container or control group that this runs in";
        };
    }

    private String moreFiles() {
        return switch (place) {
            case COMPOSE -> "# \"default-ulimits\" in /etc/docker/daemon.json, then restart Docker";
            case SYSTEMD ->
                "sudo systemctl edit winnow-worker   # [Service] LimitNOFILE=65536, or the unit that this is";
            case QUICKSTART, SHELL -> "ulimit -n 65536   # then start again what this shell has started";
        };
    }

    private Optional<String> read(String file) {
        try {
            return Optional.of(Files.readString(root.resolve(file)));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}
