package dev.winnow.cli.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the interface server is and with which token to speak to it: options, then WINNOW_URL and WINNOW_TOKEN (or
 * WINNOW_TOKEN_FILE), then the state of a quickstart in this folder or the checkout, then WINNOW_ADMIN_TOKEN (or
 * WINNOW_ADMIN_TOKEN_FILE), which stands in the prod.env of a host and in the containers that are given it. So do the
 * port and the path of the server of this very host, WINNOW_HTTP_PORT and WINNOW_HTTP_BASE_PATH.
 *
 * @param url without a slash at its end
 * @param token of the API
 */
public record Whereabouts(String url, String token) {
    private static final String TOKEN = "WINNOW_TOKEN";
    private static final String ADMIN_TOKEN = "WINNOW_ADMIN_TOKEN";
    private static final String FILE = "_FILE";

    static Whereabouts find(Optional<String> url, Map<String, String> environment, Path here) {
        Optional<Path> state = quickstart(environment, here);
        String where = url.or(() -> variable(environment, "WINNOW_URL"))
                .or(() -> state.flatMap(folder -> read(folder.resolve("url"))))
                .orElseGet(() -> "http://localhost:" + variable(environment, "WINNOW_HTTP_PORT").orElse("8001"));
        String token = named(environment, TOKEN)
                .or(() -> state.flatMap(folder -> read(folder.resolve("token"))))
                .or(() -> named(environment, ADMIN_TOKEN))
                .orElseThrow(() -> new CliException(CliException.USAGE,
                        "no API token is known: set WINNOW_TOKEN or WINNOW_TOKEN_FILE (Settings, API tokens makes one)",
                        null));
        return new Whereabouts(withPath(where.replaceAll("/+$", ""), environment), token);
    }

    /** An address that names no path has the one that the server's settings say. */
    private static String withPath(String url, Map<String, String> environment) {
        if (!url.matches("\\w+://[^/]+")) {
            return url;
        }
        String path = variable(environment, "WINNOW_HTTP_BASE_PATH").orElse("").replaceAll("^/+|/+$", "");
        return path.isEmpty() ? url : url + "/" + path;
    }

    static boolean hasToken(Map<String, String> environment, Path here) {
        return Stream.of(TOKEN, TOKEN + FILE, ADMIN_TOKEN, ADMIN_TOKEN + FILE)
                .anyMatch(name -> variable(environment, name).isPresent())
                || quickstart(environment, here).isPresent();
    }

    /** What a variable holds, or the file that its twin names. */
    private static Optional<String> named(Map<String, String> environment, String name) {
        return variable(environment, name).or(() -> variable(environment, name + FILE).map(file -> read(Path.of(file))
                .orElseThrow(() -> new CliException(CliException.USAGE, name + FILE + ": " + file + " cannot be read",
                        null))));
    }

    private static Optional<Path> quickstart(Map<String, String> environment, Path here) {
        Path inCheckout = Path.of(environment.getOrDefault("WINNOW_CHECKOUT", here.toString())).resolve(".winnow");
        Path inFolder = here.resolve(".winnow");
        return Files.isReadable(inFolder.resolve("token"))
                ? Optional.of(inFolder)
                : Optional.of(inCheckout).filter(folder -> Files.isReadable(folder.resolve("token")));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
