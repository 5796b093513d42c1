package dev.winnow.cli.bundle;

import dev.winnow.daemon.doctor.SuiteSource;
import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.db.process.ProcessRow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Of each daemon of this host: its metrics, and its threads where that is wanted. */
final class ProcessesPart implements Part {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final SuiteSource suite;
    private final boolean threads;

    ProcessesPart(SuiteSource suite, boolean threads) {
        this.suite = suite;
        this.threads = threads;
    }

    @Override
    public void collect(Archive archive) throws IOException, InterruptedException {
        List<ProcessRow> here;
        try {
            String host = ProcessIdentity.hostName();
            here = suite.live().stream().filter(row -> row.host().equals(host)).toList();
        } catch (RuntimeException unreadable) {
            archive.missing("metrics", "MySQL, which knows the processes of this host, could not be read");
            return;
        }
        try (HttpClient http = HttpClient.newBuilder().proxy(ProxySelector.of((@Nullable InetSocketAddress) null))
                .connectTimeout(PATIENCE).build()) {
            for (ProcessRow row : here) {
                String name = row.kind() + "-" + row.pid();
                metrics(archive, http, "metrics/" + name + ".txt", row);
                if (threads) {
                    dump(archive, "threads/" + name + ".txt", row.pid());
                }
            }
        }
    }

    private static void metrics(Archive archive, HttpClient http, String name, ProcessRow row)
            throws IOException, InterruptedException {
        HttpResponse<String> answer;
        try {
            answer = http
                    .send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + row.managementPort() + "/metrics"))
                            .timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            archive.missing(name, "port " + row.managementPort() + " does not answer");
            return;
        }
        if (answer.statusCode() == OK) {
            archive.add(name, answer.body());
        } else {
            archive.missing(name, "port " + row.managementPort() + " answered " + answer.statusCode());
        }
    }

    private static void dump(Archive archive, String name, long pid) throws IOException, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Optional<String> printed = Files.isExecutable(tool)
                ? Output.of(List.of(tool.toString(), Long.toString(pid), "Thread.print", "-l"))
                : Optional.empty();
        if (printed.isPresent() && printed.get().contains("Full thread dump")) {
            archive.add(name, printed.get());
        } else {
            archive.missing(name, "jcmd is not there or not allowed; as the daemon's user: kill -QUIT " + pid
                    + " writes the threads into its log");
        }
    }
}
