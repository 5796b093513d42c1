package dev.winnow.scheduler.discovery.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** What goes wrong with HTTP, in sentences that are the same each time it goes wrong that way. */
final class HttpFailures {
    private HttpFailures() {
    }

    /** A URL without its query, which may hold a token. */
    static String shown(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority() + (url.getRawPath() == null ? "" : url.getRawPath());
    }

    /** @param withLogin whether user and password were sent */
    static String status(URI at, int status, boolean withLogin) {
        String why = switch (status) {
            case 401 -> withLogin
                    ? "it does not accept the user and the password that are given for this source"
                    : "it wants a user and a password; give 'username' and 'password' for this source. After a"
                            + " redirect to another server they are not sent";
            case 403 -> "this user may not read it";
            case 404, 410 -> "there is nothing. Check the URL; to remove the plugins, take the source out of"
                    + " WINNOW_PLUGIN_REMOTES";
            case 407 -> "the proxy wants a user and a password, or does not accept those in http_proxy or https_proxy";
            case 429 -> "it asks to come back later";
            default -> status >= 500 ? "the server has a problem of its own" : "that is not expected";
        };
        return "%s answered %d: %s.".formatted(shown(at), status, why);
    }

    static IOException explain(URI at, IOException failure) {
        String sentence = switch (failure) {
            case SourceAnswerException known -> null;
            case FileSystemException disk -> null;
            case RefusedAddressException refused -> "%s is not asked. %s".formatted(shown(at), refused.getMessage());
            case UnknownHostException e -> "The host '%s' is not known. Check the URL and the name server."
                    .formatted(at.getHost());
            case ConnectTimeoutException e -> cannotConnect(at, "no answer in time");
            case SocketTimeoutException e -> "%s was silent for too long.".formatted(shown(at));
            case NoRouteToHostException e -> cannotConnect(at, "no route to it");
            case ConnectException e -> cannotConnect(at, "nobody listens there");
            case SSLException e -> "%s cannot be trusted: %s.".formatted(shown(at), e.getMessage());
            case ConnectionClosedException e -> brokeOff(at);
            case MalformedChunkCodingException e -> brokeOff(at);
            case NoHttpResponseException e -> brokeOff(at);
            case SocketException e -> brokeOff(at);
            default -> failure.getCause() instanceof HttpException
                    ? "%s does not answer as HTTP wants it: %s.".formatted(shown(at), failure.getMessage())
                    : "%s cannot be read: %s.".formatted(shown(at), failure.getMessage());
        };
        return sentence == null ? failure : new SourceAnswerException(sentence, failure);
    }

    private static String brokeOff(URI at) {
        return "%s broke off before its answer was complete.".formatted(shown(at));
    }

    private static String cannotConnect(URI at, String why) {
        return "No connection to %s: %s. Check the URL, the firewall and http_proxy, https_proxy, no_proxy.".formatted(
                at.getRawAuthority(), why);
    }
}
