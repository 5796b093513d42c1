package dev.winnow.plugin.spi;

import java.util.List;
import java.util.Map;

/** An API route below {@code /plugin/<plugin>/}, served by the interface server. */
public non-sealed interface Route extends Extension {
    /** {@code GET}, {@code POST}, {@code PUT} or {@code DELETE}. */
    String method();

    /** The path below the plugin's, without a slash at its beginning, for example {@code report}. */
    String path();

    /** Who may call it: {@code viewer}, {@code operator} or {@code admin}. */
    default String role() {
        return "viewer";
    }

    /**
     * Answers a request.
     *
     * @throws Exception whatever is wrong: the caller gets a 500 that names the plugin
     */
    Response handle(Request request) throws Exception;

    /**
     * What was asked.
     *
     * @param query values by name
     * @param body at most 1 MiB
     * @param user the name of who asks
     */
    record Request(Map<String, List<String>> query, byte[] body, String user) {
    }

    /**
     * What is answered.
     *
     * @param status an HTTP status
     * @param contentType for example {@code application/json}
     * @param body at most 16 MiB
     */
    record Response(int status, String contentType, byte[] body) {
    }
}
