package dev.winnow.cli.bundle;

import dev.winnow.cli.local.Surroundings;
import dev.winnow.daemon.doctor.Place;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Recent logs, from wherever this installation keeps them. */
final class LogsPart implements Part {
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final String LINES = "5000";

    private final Surroundings surroundings;

    LogsPart(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void collect(Archive archive) throws IOException, InterruptedException {
        if (surroundings.quickstart().isPresent()) {
            files(archive, surroundings.quickstart().get().resolve("logs"));
        } else if (surroundings.place() == Place.SYSTEMD) {
            output(archive, "logs/journal.txt",
                    List.of("journalctl", "--no-pager", "-q", "-o", "short-iso", "-n", LINES,
                            "-u", "winnow-*"),
                    "sudo journalctl -n " + LINES + " -u 'winnow-*'");
        } else if (surroundings.place() == Place.COMPOSE) {
            archive.missing("logs", "a container does not see them; on the host: docker compose logs --no-color --tail "
                    + LINES + " > winnow-logs.txt");
        } else if (Files.exists(Path.of("docker-compose.yaml"))) {
            output(archive, "logs/compose.txt", List.of("docker", "compose", "logs", "--no-color", "--timestamps",
                    "--tail", LINES), "docker compose logs --tail " + LINES);
        } else {
            archive.missing("logs", "it is not known where the daemons' output goes");
        }
    }

    private static void output(Archive archive, String name, List<String> command, String byHand)
            throws IOException, InterruptedException {
        Optional<String> printed = Output.of(command);
        if (printed.isPresent() && !printed.get().isBlank()) {
            archive.add(name, printed.get());
        } else {
            archive.missing(name, "nothing came of it; as another user: " + byHand);
        }
    }

    private static void files(Archive archive, Path folder) throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.list(folder)) {
            logs = files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            archive.missing("logs", folder + " cannot be read: " + e.getMessage());
            return;
        }
        for (Path log : logs) {
            String name = "logs/" + log.getFileName();
            if (Files.isReadable(log)) {
                archive.add(name, end(log));
            } else {
                archive.missing(name, "this user may not read it");
            }
        }
    }

    private static String end(Path file) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, log.length() - LARGEST);
            byte[] bytes = new byte[(int) (log.length() - from)];
            log.seek(from);
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
