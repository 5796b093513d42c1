package dev.winnow.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the demo account through the API, as an operator would, and asks for its harvest. */
final class DemoAccount {
    private static final Duration ONE_ANSWER = Duration.ofSeconds(20);
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"?(\\d+)");
    private static final int CREATED_OR_OK = 2;
    private static final int CONFLICT = 409;

    private final HttpClient http;
    private final String url;
    private final String token;

    /** With the interface server's URL, without a slash at its end. */
    DemoAccount(HttpClient http, String url, String token) {
        this.http = http;
        this.url = url;
        this.token = token;
    }

    /** Makes the account over these files; one that is there already is left alone. */
    void make(Path files) throws IOException, InterruptedException {
        HttpResponse<String> made = post("/api/v1/accounts", "{\"name\":\"demo\",\"provider\":\"aws-file\","
                + "\"settings\":{\"path\":\"" + escaped(files.toString()) + "\"}}");
        if (made.statusCode() == CONFLICT) {
            return;
        }
        Matcher id = ID.matcher(made.body());
        if (made.statusCode() / 100 != CREATED_OR_OK || !id.find()) {
            throw new IOException("POST /api/v1/accounts was answered with " + made.statusCode() + " " + made.body());
        }
        HttpResponse<String> harvest = post("/api/v1/accounts/" + id.group(1) + "/harvest", "{}");
        if (harvest.statusCode() / 100 != CREATED_OR_OK) {
            throw new IOException("the demo account's harvest was answered with " + harvest.statusCode() + " "
                    + harvest.body());
        }
    }

    private HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).timeout(ONE_ANSWER)
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
