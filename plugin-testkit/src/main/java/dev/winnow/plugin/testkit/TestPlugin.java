package dev.winnow.plugin.testkit;

import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.Plugin;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Secrets;
import dev.winnow.plugin.spi.Settings;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plugin that is loaded by hand: the context it gets, and what it registered. Its clients go out directly; its secrets
 * are those of {@link #withSecret}. For one thread.
 */
public final class TestPlugin implements PluginContext {
    private final String name;
    private final Settings settings;
    private final Map<String, String> secrets = new HashMap<>();
    private final List<Extension> extensions = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private TestPlugin(String name, Settings settings) {
        this.name = name;
        this.settings = settings;
    }

    /** A plugin of this name without settings. */
    public static TestPlugin named(String name) {
        return new TestPlugin(name, Settings.NONE);
    }

    /** The same, not yet loaded, with these values for its own settings. */
    public TestPlugin withSettings(Map<String, Object> values) {
        TestPlugin other = new TestPlugin(name, new Settings(values));
        other.secrets.putAll(secrets);
        return other;
    }

    /** Lets a reference, such as {@code env:TOKEN}, lead to a secret. */
    public TestPlugin withSecret(String reference, String secret) {
        secrets.put(reference, secret);
        return this;
    }

    /** Loads it. */
    public TestPlugin load(Plugin plugin) throws Exception {
        plugin.load(this);
        return this;
    }

    /** All that was registered, in order. */
    public List<Extension> extensions() {
        return List.copyOf(extensions);
    }

    /** What it warned of. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * What was registered under a kind and name.
     *
     * @throws AssertionError if there is none; it names those there are
     */
    public <E extends Extension> E find(Class<E> kind, String extensionName) {
        return extensions.stream().filter(kind::isInstance).filter(each -> each.name().equals(extensionName))
                .map(kind::cast).findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " '" + extensionName
                        + "' is registered; there are " + extensions.stream().map(Extension::name).toList()));
    }

    @Override
    public String pluginName() {
        return name;
    }

    @Override
    public String pluginVersion() {
        return "0.0.0";
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Secrets secrets() {
        return reference -> {
            String secret = secrets.get(reference);
            if (secret == null) {
                throw new IllegalArgumentException("there is no secret '" + reference + "' in this test");
            }
            return secret;
        };
    }

    @Override
    public Outbound outbound() {
        return new Outbound() {
            @Override
            public ProxySelector proxySelector() {
                return ProxySelector.of(null);
            }

            @Override
            public Optional<Authenticator> proxyAuthenticator() {
                return Optional.empty();
            }
        };
    }

    /** Registers as a daemon does: the name is held against the rule, a kind and name can be taken once. */
    @Override
    public void register(Extension extension) {
        ExtensionRules.check(extension, extensions);
        extensions.add(extension);
    }

    @Override
    public void warn(String message) {
        warnings.add(message);
    }
}
