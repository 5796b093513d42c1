package dev.winnow.daemon.doctor;

import dev.winnow.daemon.DaemonKind;
import dev.winnow.db.process.ProcessRow;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ports of this host: whether the console's is ours, and whether each daemon here says that it is ready. */
final class PortCheck implements Check {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String PORT = "port.http";
    private static final int OK = 200;

    private final Place place;
    private final SuiteSource suite;
    private final String host;
    private final int port;
    private final String basePath;

    /**
     * @param host this host's name
     * @param port of the interface server
     * @param basePath of its pages; {@code /} for none
     */
    PortCheck(Place place, SuiteSource suite, String host, int port, String basePath) {
        this.place = place;
        this.suite = suite;
        this.host = host;
        this.port = port;
        this.basePath = basePath.equals("/") ? "" : basePath;
    }

    @Override
    public String name() {
        return "port";
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        List<ProcessRow> here = here();
        boolean served = here.stream().anyMatch(row -> row.kind().equals(DaemonKind.INTERFACE_SERVER.code()));
        List<Finding> findings = new ArrayList<>();
        try (HttpClient http = HttpClient.newBuilder().proxy(ProxySelector.of((@Nullable InetSocketAddress) null))
                .connectTimeout(PATIENCE).build()) {
            findings.add(console(http, served));
            for (ProcessRow row : here) {
                findings.add(daemon(http, row));
            }
        }
        return findings;
    }

    private List<ProcessRow> here() {
        try {
            return suite.live().stream().filter(row -> row.host().equals(host)).toList();
        } catch (RuntimeException unreadable) {
            return List.of();
        }
    }

    private Finding console(HttpClient http, boolean served) throws InterruptedException {
        String text = "Port " + port + " (WINNOW_HTTP_PORT) ";
        try {
            HttpResponse<String> answer = get(http, port, basePath + "/health/live");
            return answer.statusCode() == OK && answer.body().contains("\"UP\"")
                    ? Finding.ok(PORT, text + "answers as an interface server")
                    : taken(text);
        } catch (ConnectException e) {
            return served
                    ? Finding.warning(PORT,
                            text + "is closed, though an interface server is alive on this host: it may "
                                    + "listen on another port",
                            "sudo ss -ltnp | grep java")
                    : Finding.ok(PORT, text + "is free on this host, where no interface server runs");
        } catch (IOException e) {
            return taken(text);
        }
    }

    private Finding taken(String text) {
        return Finding.problem(PORT, text + "is held by another program: no interface server can start on it",
                "sudo ss -ltnp 'sport = :" + port + "'   # then stop that, or: " + place.publish(port + 1));
    }

    private Finding daemon(HttpClient http, ProcessRow row) throws InterruptedException {
        String check = "ready." + row.kind() + "." + row.pid();
        String who = row.kind() + " " + row.pid();
        try {
            return get(http, row.managementPort(), "/health/ready").statusCode() == OK
                    ? Finding.ok(check, who + " says that it is ready (port " + row.managementPort() + ")")
                    : Finding.warning(check, who + " says that it is not ready; its log says why", log(row));
        } catch (IOException e) {
            return Finding.warning(check, who + " does not answer on its port for health, " + row.managementPort(),
                    log(row));
        }
    }

    private String log(ProcessRow row) {
        return switch (place) {
            case COMPOSE -> "docker compose logs --tail 50 " + row.kind();
            case SYSTEMD -> "sudo journalctl -n 50 -u 'winnow-" + row.kind() + "*'";
            case QUICKSTART -> "tail -n 50 .winnow/logs/" + row.kind() + ".log";
            case SHELL -> "# see its output";
        };
    }

    private static HttpResponse<String> get(HttpClient http, int port, String path)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
