package dev.winnow.checks.network;

import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.python.PythonPluginRuntime;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.Route;
import dev.winnow.plugin.spi.Settings;
import java.io.IOException;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** A Python plugin with a route that fetches a URL. Loaded once, since an interpreter takes seconds to start. */
final class PythonFetch implements AutoCloseable {
    /** The interpreter has certificate authorities of its own: whom it trusts is not what is tried here. */
    private static final String PLUGIN = """
        import ssl, urllib.request
        from winnow import routes

        @routes.get("fetch")
        def fetch(request):
            anybody = ssl.create_default_context()
            anybody.check_hostname = False
            anybody.verify_mode = ssl.CERT_NONE
            opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=anybody))
            with opener.open(request.arg("url"), timeout=20) as answer:
                return answer.read().decode()
        """;

    private final PythonPluginRuntime runtime;
    private final Switch rules;
    private final AutoCloseable loaded;
    private final Route route;

    /** Which resolver counts changes with each call; the proxy itself is what the interpreter was started with. */
    private static final class Switch implements Outbound {
        private ProxyResolver current;

        private Switch(ProxyResolver first) {
            this.current = first;
        }

        @Override
        public ProxySelector proxySelector() {
            return current;
        }

        @Override
        public Optional<Authenticator> proxyAuthenticator() {
            return current.proxyAuthenticator();
        }
    }

    PythonFetch(Path folder, String proxy) throws IOException {
        runtime = new PythonPluginRuntime(Files.createDirectories(folder.resolve("work")));
        rules = new Switch(new ProxyResolver(Map.of("http_proxy", proxy, "https_proxy", proxy)::get));
        Path plugin = Files.createDirectories(folder.resolve("plugin"));
        Files.writeString(plugin.resolve("plugin.py"), PLUGIN);
        Manifest manifest = new Manifest("handed", "1.0.0", "", "", PluginLanguage.PYTHON, "", Map.of(),
                List.of("plugin.py"), Set.of("network"), List.of(), List.of());
        HandedContext context = new HandedContext(rules);
        loaded = runtime.load(new MaterialisedPlugin(manifest, "0".repeat(64), plugin, Settings.NONE), context,
                warning -> {
                });
        route = context.find(Route.class, "handed.get.fetch");
    }

    void fetch(URI origin, ProxyResolver resolver) throws Exception {
        rules.current = resolver;
        Route.Response answer = route.handle(new Route.Request(Map.of("url", List.of(origin.resolve("/hello")
                .toString())), new byte[0], "nobody"));
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(RestOfTheWorld.GREETING);
    }

    @Override
    public void close() throws Exception {
        loaded.close();
        runtime.close();
    }
}
