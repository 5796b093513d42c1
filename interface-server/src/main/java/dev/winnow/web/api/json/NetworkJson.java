package dev.winnow.web.api.json;

import dev.winnow.daemon.network.Route;
import dev.winnow.daemon.outbound.ConnectionResult;
import dev.winnow.daemon.outbound.ConnectionResult.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every declared outbound connection, as it goes out from one host.
 *
 * @param host where the interface server stands
 * @param notices sentences on what is odd about the proxy variables
 */
public record NetworkJson(String host, List<String> notices, List<Connection> items) {
    public static NetworkJson of(String host, List<String> notices, List<ConnectionResult> results) {
        return new NetworkJson(host, notices, results.stream().map(Connection::of).toList());
    }

    /**
     * One of them.
     *
     * @param configured whether it is opened at all; else the URL is an example
     * @param proxy host and port; absent where it goes out directly
     * @param rule which rule of which variable says so
     * @param outcome {@code not-tried}, {@code reached} or {@code failed}
     */
    public record Connection(String id, String title, String purpose, String openedBy, String client,
            boolean configured, String url, @Nullable String proxy, String rule, String outcome,
            @Nullable Integer status, @Nullable Long millis, @Nullable String message, @Nullable String fix) {
        static Connection of(ConnectionResult result) {
            var declared = result.target().connection();
            String proxy = switch (result.route()) {
                case Route.Direct direct -> null;
                case Route.Through through -> through.proxy().hostAndPort();
            };
            Connection untried = new Connection(declared.id(), declared.title(), declared.purpose(), declared
                    .openedBy(), declared.client(), result.target().configured(), result.target().uri().toString(),
                    proxy, result.route().why(), "not-tried", null, null, null, null);
            return switch (result.outcome()) {
                case Outcome.NotTried notTried -> untried;
                case Outcome.Reached(int status, var took) -> untried.with("reached", status, took.toMillis(), null,
                        null);
                case Outcome.Failed(String sentence, String fix) -> untried.with("failed", null, null, sentence, fix);
            };
        }

        private Connection with(String newOutcome, @Nullable Integer newStatus, @Nullable Long newMillis,
                @Nullable String newMessage, @Nullable String newFix) {
            return new Connection(id, title, purpose, openedBy, client, configured, url, proxy, rule, newOutcome,
                    newStatus, newMillis, newMessage, newFix);
        }
    }
}
