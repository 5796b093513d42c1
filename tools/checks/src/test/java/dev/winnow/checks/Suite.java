package dev.winnow.checks;

import dev.winnow.embedded.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/** The whole suite as an operator has it: {@code winnow quickstart} from the distribution, and its API. */
final class Suite implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path DIST = Path.of(System.getProperty("winnow.dist"));

    private final Path data;
    private final Path plugins;
    private final int port;
    private final Map<String, String> variables;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;
    private String readyLine = "";

    private Suite(Path data, Path plugins, int port, Map<String, String> variables, Process process) {
        this.data = data;
        this.plugins = plugins;
        this.port = port;
        this.variables = Map.copyOf(variables);
        this.process = process;
    }

    /** Starts and waits until it is ready. */
    static Suite start(Path data, Path plugins) throws IOException, InterruptedException {
        return start(data, plugins, Map.of());
    }

    /** The same with these variables. */
    static Suite start(Path data, Path plugins, Map<String, String> variables)
            throws IOException, InterruptedException {
        int port = FreePort.any();
        keepPorts(data);
        Suite suite = new Suite(data, plugins, port, variables, launch(data, plugins, port, variables));
        suite.awaitReady(Duration.ofMinutes(4));
        return suite;
    }

    /** Ports that no other suite gets by chance while this one is restarted: the usual ones are everybody's. */
    private static void keepPorts(Path data) throws IOException {
        Files.createDirectories(data);
        // By it a quickstart knows a folder of its own.
        Files.writeString(data.resolve("lock"), "");
        Files.writeString(data.resolve("ports"), Stream.of("scheduler", "worker", "interface-server").map(
                daemon -> daemon + "=" + FreePort.any() + "\n").collect(Collectors.joining()));
    }

    private static Process launch(Path data, Path plugins, int port, Map<String, String> variables)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(DIST.resolve("bin/winnow").toString(), "quickstart", "--port",
                String.valueOf(port), "--data", data.toString(), "--plugins", plugins.toString());
        builder.environment().put("WINNOW_JAVA_HOME", System.getProperty("java.home"));
        // For accounts without credentials of their own: the emulator takes any.
        builder.environment().putIfAbsent("AWS_ACCESS_KEY_ID", "key");
        builder.environment().putIfAbsent("AWS_SECRET_ACCESS_KEY", "secret");
        builder.environment().putAll(variables);
        Files.createDirectories(data.getParent());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.to(output(data).toFile()));
        return builder.start();
    }

    private static Path output(Path data) {
        return data.resolveSibling(data.getFileName() + "-output.txt");
    }

    private void awaitReady(Duration atMost) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(atMost);
        while (Instant.now().isBefore(end)) {
            String text = Files.exists(output(data)) ? Files.readString(output(data)) : "";
            for (String line : text.lines().toList()) {
                if (line.startsWith("Winnow is ready: ")) {
                    readyLine = line;
                    return;
                }
            }
            if (!process.isAlive()) {
                fail("the quickstart ended with " + process.exitValue() + ":\n" + text);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        fail("not ready after " + atMost + ":\n" + Files.readString(output(data)) + logs());
    }

    /** Stops by SIGTERM and starts again. */
    void restart() throws IOException, InterruptedException {
        stop();
        process = launch(data, plugins, port, variables);
        awaitReady(Duration.ofMinutes(3));
    }

    /** Stops by SIGTERM; nothing may be left after 30 s. */
    void stop() throws InterruptedException, IOException {
        List<Long> pids = pids();
        process.destroy();
        assertThat(process.waitFor(35, TimeUnit.SECONDS)).as("the quickstart ends within 30 s of SIGTERM").isTrue();
        for (long pid : pids) {
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).as("process " + pid + " is gone")
                    .isEmpty();
        }
    }

    List<Long> pids() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("pids"))) {
            return files.filter(file -> file.toString().endsWith(".pid")).map(Suite::pid).toList();
        }
    }

    long pid(String daemon) {
        return pid(data.resolve("pids").resolve(daemon + ".pid"));
    }

    private static long pid(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    String readyLine() {
        return readyLine;
    }

    String url() {
        return "http://localhost:" + port;
    }

    Path plugins() {
        return plugins;
    }

    JsonNode get(String path) {
        return send(path, HttpRequest.newBuilder().GET());
    }

    JsonNode post(String path, Object body) {
        return send(path, HttpRequest.newBuilder().header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private JsonNode send(String path, HttpRequest.Builder request) {
        try {
            String token = Files.readString(data.resolve("token")).strip();
            HttpResponse<String> answer = http.send(request.uri(URI.create(url() + path))
                    .header("Authorization", "Bearer " + token).timeout(Duration.ofSeconds(40)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path + " answered " + answer.body()).isBetween(200, 299);
            return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks again until what is asked for holds. */
    JsonNode await(String path, Duration atMost, Predicate<JsonNode> holds) throws InterruptedException, IOException {
        Instant end = Instant.now().plus(atMost);
        JsonNode last = get(path);
        while (!holds.test(last)) {
            if (Instant.now().isAfter(end)) {
                fail("after " + atMost + " " + path + " is still " + last.toPrettyString() + logs());
            }
            TimeUnit.MILLISECONDS.sleep(250);
            last = get(path);
        }
        return last;
    }

    static Stream<JsonNode> items(JsonNode list) {
        return list.get("items").valueStream();
    }

    static JsonNode named(JsonNode list, String name) {
        return items(list).filter(item -> item.get("name").asString().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("no '" + name + "' in " + list.toPrettyString()));
    }

    static Map<String, Object> query(String filter, List<String> types) {
        return Map.of("resourceType", "instance", "filters",
                List.of(Map.of("filter", filter, "settings", Map.of("types", types))));
    }

    private String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(data.resolve("logs"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                List<String> lines = Files.readAllLines(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                all.append("\n--- ").append(file.getFileName()).append('\n')
                        .append(String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size())));
            }
        }
        return all.toString();
    }

    /** Asks until the answer is yes. */
    static final class Repeat {
        private Repeat() {
        }

        static void until(Duration atMost, java.util.function.BooleanSupplier holds) throws InterruptedException {
            Instant end = Instant.now().plus(atMost);
            while (!holds.getAsBoolean()) {
                assertThat(Instant.now()).as("it holds within " + atMost).isBefore(end);
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    @Override
    public void close() throws InterruptedException, IOException {
        if (process.isAlive()) {
            stop();
        }
    }
}
