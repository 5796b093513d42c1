package dev.winnow.daemon.outbound;

import dev.winnow.daemon.network.OutboundClients;
import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.network.Route;
import dev.winnow.daemon.outbound.ConnectionResult.Outcome;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tries declared connections: one request without credentials each, as every client of the suite would send it. Any
 * answer of the host will do.
 */
public final class ConnectionCheck {
    /** For one connection, name look-up included. */
    public static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int AT_ONCE = 8;
    private static final int SERVER_ERRORS = 500;
    private static final int PROXY_LOGIN = 407;

    private final ProxyResolver resolver;
    private final Duration limit;

    public ConnectionCheck(ProxyResolver resolver) {
        this(resolver, LIMIT);
    }

    ConnectionCheck(ProxyResolver resolver, Duration limit) {
        this.resolver = resolver;
        this.limit = limit;
    }

    /** How it would go out; nothing is opened. */
    public ConnectionResult look(OutboundTarget target) {
        return new ConnectionResult(target, resolver.route(target.uri()), new Outcome.NotTried());
    }

    /** Tries one that is configured; an example is only looked at. */
    public ConnectionResult check(OutboundTarget target) {
        Route route = resolver.route(target.uri());
        return new ConnectionResult(target, route, target.configured()
                ? attempt(target, route)
                : new Outcome.NotTried());
    }

    /** Tries several side by side, in their order. */
    public List<ConnectionResult> checkAll(List<OutboundTarget> targets) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().daemon().name(
                "connection-check-", 0).factory())) {
            List<ConnectionResult> results = new ArrayList<>();
            for (Future<ConnectionResult> done : threads.invokeAll(
                    targets.stream().<java.util.concurrent.Callable<ConnectionResult>>map(target -> () -> check(target))
                            .toList())) {
                results.add(done.resultNow());
            }
            return results;
        }
    }

    private Outcome attempt(OutboundTarget target, Route route) {
        HttpClient client = OutboundClients.http(resolver).connectTimeout(limit).version(HttpClient.Version.HTTP_1_1)
                .build();
        try {
            long before = System.nanoTime();
            HttpResponse<Void> answer = client.sendAsync(HttpRequest.newBuilder(target.uri()).timeout(limit)
                    .header("User-Agent", "Winnow").build(), HttpResponse.BodyHandlers.discarding())
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
            Duration took = Duration.ofNanos(System.nanoTime() - before);
            return answered(target, route, answer.statusCode(), took);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return ConnectionFailures.explain(target.uri(), route,
                    cause instanceof IOException io ? io : new IOException(cause));
        } catch (TimeoutException e) {
            return ConnectionFailures.silent(target.uri(), route, limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.NotTried();
        } catch (IllegalArgumentException e) {
            return new Outcome.Failed(target.uri() + " cannot be asked: " + e.getMessage() + ".", "Check the URL.");
        } finally {
            client.shutdownNow();
        }
    }

    /** What a proxy answers in the host's place is no answer of the host. */
    private static Outcome answered(OutboundTarget target, Route route, int status, Duration took) {
        if (route instanceof Route.Through(var proxy, String why)) {
            if (status == PROXY_LOGIN) {
                return ConnectionFailures.login(proxy);
            }
            if (status >= SERVER_ERRORS && "http".equals(target.uri().getScheme())) {
                return new Outcome.Failed("%s answered %d through the proxy %s.".formatted(target.uri(), status, proxy
                        .hostAndPort()), "The proxy may not reach that host, or not be allowed to: see its log.");
            }
        }
        return new Outcome.Reached(status, took);
    }
}
