package dev.winnow.scheduler.discovery.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/** One GET with its redirects, within limits. */
final class Download {
    private static final int MAX_REDIRECTS = 5;
    private static final int BUFFER = 64 * 1024;

    private final Hops hops;
    private final URI start;
    private final String authorization;
    private final long maxBytes;

    /**
     * @param authorization for the start's origin only; empty for none
     * @param maxBytes of the body
     */
    Download(Hops hops, URI start, String authorization, long maxBytes) {
        this.hops = hops;
        this.start = start;
        this.authorization = authorization;
        this.maxBytes = maxBytes;
    }

    /** The header for basic authentication. */
    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** What the server said. */
    sealed interface Answer {
        /** What it gave before is still what it has. */
        record NotModified() implements Answer {
        }

        /** The body was written. */
        record Fetched(Validators validators) implements Answer {
        }

        /** It is elsewhere. */
        record Elsewhere(URI target) implements Answer {
        }
    }

    /**
     * Fetches it.
     *
     * @param known of what is kept here
     * @param target is written
     * @throws IOException with a sentence for the operator
     */
    Answer fetch(Validators known, Path target) throws IOException {
        URI at = start;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            Answer answer = hop(at, known, target);
            if (!(answer instanceof Answer.Elsewhere elsewhere)) {
                return answer;
            }
            at = elsewhere.target();
        }
        throw new IOException(HttpFailures.shown(start) + " redirects more than " + MAX_REDIRECTS
                + " times. Give the source the URL that the archive is really at.");
    }

    private Answer hop(URI at, Validators known, Path target) throws IOException {
        HttpGet request = new HttpGet(at);
        request.setHeader(HttpHeaders.ACCEPT, "application/zip, application/octet-stream;q=0.9, */*;q=0.1");
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        known.ask(request);
        if (!authorization.isEmpty() && sameOrigin(start, at)) {
            request.setHeader(HttpHeaders.AUTHORIZATION, authorization);
        }
        try (CloseableHttpClient client = hops.client(at)) {
            try {
                return read(at, known, client.executeOpen(null, request, null), target);
            } finally {
                // Whatever the server still wants to send is not read.
                client.close(CloseMode.IMMEDIATE);
            }
        } catch (IOException e) {
            throw HttpFailures.explain(at, e);
        }
    }

    private Answer read(URI at, Validators known, ClassicHttpResponse response, Path target) throws IOException {
        int status = response.getCode();
        return switch (status) {
            case 200 -> {
                write(at, response, target);
                yield new Answer.Fetched(Validators.of(response));
            }
            case 304 -> {
                if (known.isEmpty()) {
                    throw new SourceAnswerException(HttpFailures.shown(at)
                            + " answered 304 (not modified), though it was not asked whether it is.");
                }
                yield new Answer.NotModified();
            }
            case 301, 302, 303, 307, 308 -> new Answer.Elsewhere(next(at, response.getFirstHeader(
                    HttpHeaders.LOCATION)));
            default -> throw new SourceAnswerException(HttpFailures.status(at, status, sameOrigin(start, at)
                    && !authorization.isEmpty()));
        };
    }

    private static URI next(URI at, @Nullable Header location) throws IOException {
        try {
            URI next = at.resolve(new URI(location == null ? "" : String.valueOf(location.getValue()))).normalize();
            String scheme = String.valueOf(next.getScheme()).toLowerCase(Locale.ROOT);
            boolean http = scheme.equals("http") || scheme.equals("https");
            if (location != null && http && next.getHost() != null) {
                if (at.getScheme().equalsIgnoreCase("https") && scheme.equals("http")) {
                    throw new SourceAnswerException(HttpFailures.shown(at)
                            + " redirects from https to http, which is not followed.");
                }
                return next;
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new SourceAnswerException(HttpFailures.shown(at) + " redirects to something that is no URL.", e);
        }
        throw new SourceAnswerException(HttpFailures.shown(at) + " redirects to something that is no http URL.");
    }

    private void write(URI at, ClassicHttpResponse response, Path target) throws IOException {
        Header encoding = response.getFirstHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !"identity".equalsIgnoreCase(encoding.getValue())) {
            throw new SourceAnswerException(HttpFailures.shown(at)
                    + " packs its answer by a Content-Encoding, though it was asked not to. Serve the zip as it is.");
        }
        HttpEntity entity = response.getEntity();
        if (entity == null || entity.getContentLength() == 0) {
            throw new SourceAnswerException(HttpFailures.shown(at) + " answered with nothing.");
        }
        if (entity.getContentLength() > maxBytes) {
            throw tooLarge(at);
        }
        long size = 0;
        // Not closed: that would read the rest.
        InputStream in = entity.getContent();
        try (OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > maxBytes) {
                    throw tooLarge(at);
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private SourceAnswerException tooLarge(URI at) {
        return new SourceAnswerException("%s has more than %d MB; 'max_megabytes' of the source may be raised."
                .formatted(HttpFailures.shown(at), maxBytes / 1_000_000));
    }

    static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme()) && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        return uri.getPort() > 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}
