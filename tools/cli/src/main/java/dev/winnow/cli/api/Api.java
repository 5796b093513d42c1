package dev.winnow.cli.api;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API as the command line uses it. An answer that is a problem becomes a {@link CliException} with its words. */
public final class Api {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Whereabouts whereabouts;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Api(Whereabouts whereabouts) {
        this.whereabouts = whereabouts;
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

    private JsonNode send(String path, HttpRequest.Builder request) {
        String url = whereabouts.url() + "/api/v1" + path;
        HttpResponse<String> answer;
        try {
            answer = http.send(request.uri(URI.create(url)).header("Authorization", "Bearer " + whereabouts.token())
                    .header("Accept", "application/json").timeout(Duration.ofSeconds(60)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new CliException(CliException.UNREACHABLE, whereabouts.url()
                    + " does not answer: is the interface server running? WINNOW_URL says where it is", e);
        } catch (IOException e) {
            throw new CliException(CliException.UNREACHABLE, url + " cannot be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(CliException.FAILED, "interrupted", e);
        }
        JsonNode body = parse(url, answer);
        if (answer.statusCode() >= 400) {
            String detail = body.path("detail").asString(body.path("title").asString("HTTP " + answer.statusCode()));
            throw new CliException(answer.statusCode() == 503 ? CliException.UNREACHABLE : CliException.FAILED, detail,
                    null);
        }
        return body;
    }

    private static JsonNode parse(String url, HttpResponse<String> answer) {
        if (answer.body().isBlank()) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new CliException(CliException.FAILED, url + " answered " + answer.statusCode()
                    + " with something that is not JSON: is it Winnow's interface server?", e);
        }
    }
}
