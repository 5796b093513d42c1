package dev.winnow.web.frontend;

import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Route;
import dev.winnow.web.TestExtensions.TestRoute;
import java.lang.reflect.Array;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RouteCallsTest {
    private static final Route.Request REQUEST = new Route.Request(Map.of(), new byte[0], "ada");
    private static final Route.Response FINE = new Route.Response(200, "text/plain", new byte[0]);

    private final RouteCalls calls = new RouteCalls(Duration.ofSeconds(2), 2);

    @AfterEach
    void close() {
        calls.close();
    }

    @Test
    void aCallBeyondItsDeadlineIsInterruptedAndItsPluginNamed() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        assertThat(status(request -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return FINE;
        })).isEqualTo(504);
        interrupted.await();
        assertThat(status(request -> FINE)).isEqualTo(200);
    }

    @Test
    void callsThatNeverEndUseUpThePlacesOfTheirOwnPluginOnly() throws Exception {
        Semaphore end = new Semaphore(0);
        TestRoute.Answer endless = request -> {
            end.acquireUninterruptibly();
            return FINE;
        };
        assertThat(status(endless)).isEqualTo(504);
        assertThat(status(endless)).isEqualTo(504);
        assertThat(status(request -> FINE)).isEqualTo(503);
        assertThat(calls.call(route("other", request -> FINE), "GET x", REQUEST))
                .isInstanceOf(RouteCalls.Outcome.Answered.class);
        end.release(2);
        await().atMost(Duration.ofSeconds(30)).until(() -> status(request -> FINE) != 503);
        assertThat(status(request -> FINE)).isEqualTo(200);
    }

    @Test
    void aCallThatIsGivenUpBeforeItBeganLeavesItsPlace() throws Exception {
        try (RouteCalls hasty = new RouteCalls(Duration.ZERO, 2)) {
            for (int i = 0; i < 200; i++) {
                status(hasty, request -> FINE);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> status(hasty, request -> FINE) != 503);
        }
    }

    /** A plugin's code knows nothing of our annotations, so nothing comes where something must: an empty array's. */
    @Test
    void whateverAPluginAnswersIsHeldAgainstTheRules() throws Exception {
        assertThat(status(request -> (Route.Response) Array.get(new Route.Response[1], 0))).isEqualTo(502);
        assertThat(status(request -> new Route.Response(99, "text/plain", new byte[0]))).isEqualTo(502);
        assertThat(status(request -> new Route.Response(700, "text/plain", new byte[0]))).isEqualTo(502);
        assertThat(status(request -> new Route.Response(200, "text", new byte[0]))).isEqualTo(502);
        assertThat(status(request -> new Route.Response(200, "text/*", new byte[0]))).isEqualTo(502);
        assertThat(status(request -> new Route.Response(200, "text/plain",
                (byte[]) Array.get(new byte[1][], 0)))).isEqualTo(502);
        assertThat(status(request -> {
            throw new StackOverflowError();
        })).isEqualTo(500);
    }

    private int status(TestRoute.Answer answer) throws InterruptedException {
        return status(calls, answer);
    }

    private static int status(RouteCalls calls, TestRoute.Answer answer) throws InterruptedException {
        return switch (calls.call(route("shop", answer), "GET x", REQUEST)) {
            case RouteCalls.Outcome.Answered answered -> answered.status();
            case RouteCalls.Outcome.Failed failed -> {
                assertThat(failed.problem().detail()).contains("'shop'");
                yield failed.problem().status().value();
            }
        };
    }

    private static Registered<Route> route(String plugin, TestRoute.Answer answer) {
        PluginContext unused = (PluginContext) Proxy.newProxyInstance(Outbound.class.getClassLoader(),
                new Class<?>[]{PluginContext.class}, (proxy, method, arguments) -> null);
        return new Registered<>(plugin, "d", unused, new TestRoute("x", "GET", "viewer", answer));
    }
}
