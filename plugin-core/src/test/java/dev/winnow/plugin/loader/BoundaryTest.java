package dev.winnow.plugin.loader;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.Harvester;
import dev.winnow.plugin.spi.Inventory;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.NoRetryException;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.ResourceSink;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whose context class loader is set on which side of the line. */
class BoundaryTest {
    private final ClassLoader plugin = new URLClassLoader("plugin", new URL[0], null);
    private final ClassLoader host = new URLClassLoader("host", new URL[0], null);
    private final Boundary boundary = new Boundary(plugin, host);
    private final List<String> seen = new ArrayList<>();

    @Test
    void aPredicateThatAFilterReturnsRunsOnThePluginsSide() {
        ResourceFilter filter = (ResourceFilter) boundary.toHost(new ResourceFilter() {
            @Override
            public String name() {
                return "f";
            }

            @Override
            public ResourceQuery apply(ResourceQuery query, Settings settings) {
                saw("apply");
                return query;
            }

            @Override
            public Optional<Predicate<Resource>> predicate(Settings settings) {
                return Optional.of(resource -> {
                    saw("predicate");
                    return resource.id() == 7;
                });
            }
        });
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        filter.apply(ResourceQuery.all(), Settings.NONE);
        Predicate<Resource> predicate = filter.predicate(Settings.NONE).orElseThrow();

        assertThat(predicate.test(resource(7))).isTrue();
        assertThat(predicate.negate().test(resource(8))).isTrue();
        assertThat(seen).containsExactly("apply plugin", "predicate plugin", "predicate plugin");
        assertThat(filter.title()).isEqualTo("f");
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void whatIsMoreThanThePluginTakesItForStaysWhatItIs() {
        SelectorAndMore both = new SelectorAndMore();
        PluginContext context = boundary.toPlugin((PluginContext) Proxy.newProxyInstance(host(),
                new Class<?>[]{PluginContext.class}, (proxy, method, arguments) -> both));

        assertThat(context.outbound()).isNotSameAs(both);
        assertThat(context.outbound().proxySelector()).isSameAs(both);
        assertThat(context.outbound().proxyAuthenticator()).isEmpty();
    }

    @Test
    void whatAJobCallsBackRunsOnTheHostsSide() throws Exception {
        JobHandler handler = (JobHandler) boundary.toHost(new JobHandler() {
            @Override
            public String name() {
                return "j";
            }

            @Override
            public JobResult run(JobContext context) {
                saw("run");
                context.log("x");
                context.inventory().accounts();
                context.plugin().warn("w");
                saw("after");
                return JobResult.NONE;
            }
        });
        handler.run(hosts(JobContext.class));

        assertThat(seen).containsExactly("run plugin", "log host", "inventory host", "accounts host", "plugin host",
                "warn host", "after plugin");
    }

    @Test
    void aSinkRunsOnTheHostsSideAndWhatItThrowsComesThroughAsItIs() throws Exception {
        Harvester harvester = (Harvester) boundary.toHost(new Harvester() {
            @Override
            public String name() {
                return "h";
            }

            @Override
            public String provider() {
                return "p";
            }

            @Override
            public String resourceType() {
                return "t";
            }

            @Override
            public void harvest(CloudAccount account, String region, ResourceSink sink, JobContext context) {
                sink.accept(ResourceDescription.of("i", "r").build());
            }
        });
        CloudAccount account = new CloudAccount(1, "a", "p", Settings.NONE);
        harvester.harvest(account, "r", resource -> saw("sink"), hosts(JobContext.class));
        assertThat(seen).containsExactly("sink host");
        assertThatThrownBy(() -> harvester.harvest(account, "r", resource -> {
            throw new NoRetryException("full");
        }, hosts(JobContext.class))).isInstanceOf(NoRetryException.class).hasMessage("full");
    }

    @Test
    void whatIsRegisteredIsKnownByTheNameItHadThen() {
        List<Extension> registered = new ArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        PluginContext context = boundary.toPlugin((PluginContext) Proxy.newProxyInstance(
                PluginContext.class.getClassLoader(), new Class<?>[]{PluginContext.class}, (proxy, method, given) -> {
                    registered.add((Extension) given[0]);
                    return null;
                }));
        context.register(new JobHandler() {
            @Override
            public String name() {
                return "job" + asked.incrementAndGet();
            }

            @Override
            public JobResult run(JobContext job) {
                return JobResult.NONE;
            }
        });
        ScheduleDefinition value = new ScheduleDefinition("s", "j", dev.winnow.plugin.spi.Priority.P1, "* * * * * *",
                null, java.time.ZoneOffset.UTC, java.time.Duration.ZERO, Map.of(), ScheduleDefinition.CatchUp.SKIP,
                ScheduleDefinition.Overlap.ALLOW);
        context.register(value);

        assertThat(registered.getFirst().name()).isEqualTo("job1").isEqualTo(registered.getFirst().name());
        assertThat(registered.getLast()).isSameAs(value);
        assertThat(registered).contains(registered.getFirst());
    }

    private void saw(String what) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        seen.add(what + " " + loader.getName());
    }

    /** An object of the host's that notes each call. */
    private <T> T hosts(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (proxy, method, given) -> {
            saw(method.getName());
            if (method.getReturnType() == Inventory.class || method.getReturnType() == PluginContext.class) {
                return hosts(method.getReturnType());
            }
            return method.getReturnType() == List.class ? List.of() : null;
        }));
    }

    private static Resource resource(long id) {
        return new Resource(id, 1, "p", "t", Instant.EPOCH, Instant.EPOCH, ResourceDescription.of("i", "r").build());
    }

    private static ClassLoader host() {
        return PluginContext.class.getClassLoader();
    }

    /** As the daemons' own is. */
    private static final class SelectorAndMore extends ProxySelector implements Outbound {
        @Override
        public List<java.net.Proxy> select(URI uri) {
            return List.of(java.net.Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException problem) {
            throw new AssertionError(problem);
        }

        @Override
        public ProxySelector proxySelector() {
            return this;
        }

        @Override
        public Optional<Authenticator> proxyAuthenticator() {
            return Optional.empty();
        }
    }
}
