package dev.winnow.cli.api;

import dev.winnow.daemon.network.OutboundClients;
import dev.winnow.daemon.network.ProxyResolver;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API as the command line uses it. An answer that is a problem becomes a {@link CliException} with its words. */
public final class Api {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Whereabouts whereabouts;
    private final HttpClient http;

    /** At this place, with this token. */
    public Api(Whereabouts whereabouts) {
        this(whereabouts, System::getenv);
    }

    Api(Whereabouts whereabouts, Function<String, @Nullable String> environment) {
        this.whereabouts = whereabouts;
        this.http = client(whereabouts.url(), environment);
    }

    /**
     * By the proxy variables of whoever runs the command; this host itself is always reached directly, and so is an address
     * without TLS, where a proxy would read the token.
     */
    private static HttpClient client(String url, Function<String, @Nullable String> environment) {
        if (url.regionMatches(true, 0, "http:", 0, "http:".length())) {
            return HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).connectTimeout(PATIENCE).build();
        }
        try {
            ProxyResolver resolver = ProxyResolver.ofHost(environment, Path.of("/"));
            OutboundClients.makeDefault(resolver);
            return OutboundClients.http(resolver).connectTimeout(PATIENCE).build();
        } catch (IllegalArgumentException e) {
            throw new CliException(CliException.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    /** Asks. */
    public JsonNode get(String path) {
        return send(path, HttpRequest.newBuilder().GET());
    }

    /** Sends. */
    public JsonNode post(String path, Object body) {
        return send(path, HttpRequest.newBuilder().header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** Takes away. */
    public JsonNode delete(String path) {
        return send(path, HttpRequest.newBuilder().DELETE());
    }

    /** The items of a list, all pages of it up to a number. */
    public JsonNode items(String path, int most) {
        var items = JSON.createArrayNode();
        String cursor = "";
        String separator = path.contains("?") ? "&" : "?";
        do {
            JsonNode page = get(path + separator + "limit=" + Math.min(most, 500) + cursor);
            page.path("items").valueStream().limit(most - items.size()).forEach(items::add);
            JsonNode next = page.path("next");
            cursor = next.isMissingNode() || next.isNull() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty() && items.size() < most);
        return items;
    }

    /**
     * Writes what is answered into a file, which is there only when it is whole.
     *
     * @return the number of bytes
     */
    public long download(String path, String mediaType, Path target) {
        Path unfinished = target.resolveSibling(target.getFileName() + ".part");
        try {
            HttpResponse<Path> answer = exchange(path, mediaType, Duration.ofMinutes(30),
                    HttpRequest.newBuilder().GET(), HttpResponse.BodyHandlers.ofFile(unfinished,
                            StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING));
            if (answer.statusCode() >= 400) {
                throw failed(answer.statusCode(), parse(path, answer.statusCode(), Files.readString(unfinished)));
            }
            Files.move(unfinished, target);
            return Files.size(target);
        } catch (IOException e) {
            throw new CliException(CliException.FAILED, target + " cannot be written: " + e, e);
        } finally {
            delete(unfinished);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CliException(CliException.FAILED, file + " cannot be deleted: " + e, e);
        }
    }

    private JsonNode send(String path, HttpRequest.Builder request) {
        HttpResponse<String> answer = exchange(path, "application/json", Duration.ofSeconds(60), request,
                HttpResponse.BodyHandlers.ofString());
        JsonNode body = parse(path, answer.statusCode(), answer.body());
        if (answer.statusCode() >= 400) {
            throw failed(answer.statusCode(), body);
        }
        return body;
    }

    private static CliException failed(int status, JsonNode problem) {
        String detail = problem.path("detail").asString(problem.path("title").asString("HTTP " + status));
        return new CliException(status == 503 ? CliException.UNREACHABLE : CliException.FAILED, detail, null);
    }

    private <T> HttpResponse<T> exchange(String path, String mediaType, Duration patience, HttpRequest.Builder request,
            HttpResponse.BodyHandler<T> body) {
        String url = whereabouts.url() + "/api/v1" + path;
        try {
            return http.send(addressed(request, url).header("Authorization", "Bearer " + whereabouts.token())
                    .header("Accept", mediaType).timeout(patience).build(), body);
        } catch (ConnectException e) {
            throw new CliException(CliException.UNREACHABLE, whereabouts.url()
                    + " does not answer: is the interface server running? WINNOW_URL says where it is", e);
        } catch (IOException e) {
            throw new CliException(CliException.UNREACHABLE, url + " cannot be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(CliException.FAILED, "interrupted", e);
        }
    }

    private HttpRequest.Builder addressed(HttpRequest.Builder request, String url) {
        try {
            return request.uri(URI.create(url));
        } catch (IllegalArgumentException e) {
            throw new CliException(CliException.USAGE, "'" + whereabouts.url()
                    + "' is no address of an interface server: expected a URL beginning with http:// or https://, "
                    + "then a host's name or address (WINNOW_URL, --url)", e);
        }
    }

    private JsonNode parse(String path, int status, String body) {
        if (body.isBlank()) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new CliException(CliException.FAILED, whereabouts.url() + "/api/v1" + path + " answered " + status
                    + " with something that is not JSON: is it Winnow's interface server?", e);
        }
    }
}
