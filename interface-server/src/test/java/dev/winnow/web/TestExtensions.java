package dev.winnow.web;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.CloudProvider;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceAction;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.Route;
import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The interface server with extensions that stand in for those of plugins. */
@Configuration(proxyBeanMethods = false)
@Import(InterfaceServerMain.class)
public class TestExtensions {
    @Bean
    CloudProvider provider() {
        return new TestProvider();
    }

    @Bean
    ResourceFilter byType() {
        return new TypeFilter();
    }

    @Bean
    ResourceFilter broken() {
        return new BrokenFilter();
    }

    @Bean
    ResourceFilter slow() {
        return new SlowFilter();
    }

    @Bean
    JobHandler stop() {
        return new StopJob();
    }

    @Bean
    Route echo() {
        return new TestRoute("echo", "POST", "viewer", request -> new Route.Response(201, "text/plain;charset=UTF-8",
                (request.user() + " " + request.query() + " " + new String(request.body(), UTF_8)).getBytes(UTF_8)));
    }

    @Bean
    Route page() {
        return new TestRoute("page", "GET", "viewer", request -> new Route.Response(200, "text/html",
                "<script>parent.document.cookie</script>".getBytes(UTF_8)));
    }

    @Bean
    Route secret() {
        return new TestRoute("secret", "GET", "admin", request -> new Route.Response(200, "text/plain", new byte[1]));
    }

    @Bean
    Route failing() {
        return new TestRoute("failing", "GET", "viewer", request -> {
            throw new NoClassDefFoundError("example/Gone");
        });
    }

    @Bean
    Route wrongType() {
        return new TestRoute("wrong-type", "GET", "viewer",
                request -> new Route.Response(200, "text/html\r\nSet-Cookie: a=b", new byte[0]));
    }

    @Bean
    Route tooLarge() {
        return new TestRoute("too-large", "GET", "viewer",
                request -> new Route.Response(200, "text/plain", new byte[(16 << 20) + 1]));
    }

    @Bean
    Route overAssets() {
        return new TestRoute("assets/x", "POST", "viewer", request -> new Route.Response(200, "text/plain",
                new byte[0]));
    }

    /** A route at the path of its name. */
    public record TestRoute(String name, String method, String role, Answer answer) implements Route {
        @Override
        public String path() {
            return name;
        }

        @Override
        public Response handle(Request request) throws Exception {
            return answer.to(request);
        }

        /** What it does. */
        @FunctionalInterface
        public interface Answer {
            Route.Response to(Route.Request request) throws Exception;
        }
    }

    static final class TestProvider implements CloudProvider {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public String title() {
            return "Test cloud";
        }

        @Override
        public List<SettingField> settings() {
            return List.of(SettingField.text("path", "Path", "Where it lies").asRequired(),
                    SettingField.textList("regions", "Regions", "All without"),
                    SettingField.secret("secret_key", "Secret key", "By reference"));
        }

        @Override
        public String test(CloudAccount account, PluginContext context) throws Exception {
            String path = account.settings().requiredText("path");
            if (path.equals("/error")) {
                throw new NoClassDefFoundError("example/Gone");
            }
            if (!path.startsWith("/good")) {
                throw new IllegalStateException("nothing lies at " + path);
            }
            return "found 3 instances at " + path;
        }

        @Override
        public List<String> regions(CloudAccount account, PluginContext context) {
            return List.of("eu-1");
        }
    }

    static final class TypeFilter implements ResourceFilter {
        @Override
        public String name() {
            return "test.type";
        }

        @Override
        public List<SettingField> settings() {
            return List.of(SettingField.textList("types", "Types", "Which").asRequired());
        }

        @Override
        public ResourceQuery apply(ResourceQuery query, Settings settings) {
            return query.where(DbObjects.Resource.INSTANCE_TYPE.in(settings.texts("types")));
        }
    }

    static final class BrokenFilter implements ResourceFilter {
        @Override
        public String name() {
            return "test.broken";
        }

        @Override
        public ResourceQuery apply(ResourceQuery query, Settings settings) {
            throw new StackOverflowError("far too deep");
        }
    }

    static final class SlowFilter implements ResourceFilter {
        @Override
        public String name() {
            return "test.slow";
        }

        @Override
        public ResourceQuery apply(ResourceQuery query, Settings settings) {
            return query;
        }

        @Override
        public Optional<Predicate<Resource>> predicate(Settings settings) {
            return Optional.of(resource -> resource.description().nativeId().endsWith("7"));
        }
    }

    static final class StopJob implements JobHandler {
        @Override
        public String name() {
            return "test.instance.stop";
        }

        @Override
        public JobResult run(JobContext context) {
            return JobResult.NONE;
        }

        @Override
        public Optional<ResourceAction> resourceAction() {
            return Optional.of(new ResourceAction("stop", "Stop", "test", "instance", Set.of("running"), true));
        }
    }
}
