package dev.winnow.plugin.loader;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * A Java plugin's own classes, above them Java's, and of Winnow's only what the SPI needs: what a plugin brings never
 * meets what Winnow or another plugin brings. The manner is Trino's: a short allow-list, no deny-list.
 */
final class PluginClassLoader extends URLClassLoader {
    private static final List<String> FROM_HOST = List.of("dev.winnow.plugin.spi.", "org.jspecify.annotations.",
            "org.slf4j.");

    static {
        ClassLoader.registerAsParallelCapable();
    }

    private final ClassLoader host;

    /**
     * @param plugin the plugin's name, which stack traces carry
     * @param host has the classes of the allow-list
     */
    PluginClassLoader(String plugin, List<URL> jars, ClassLoader host) {
        super(nameFor(plugin), jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        this.host = host;
    }

    /** The loader's name for a plugin, as {@link StackTraceElement#getClassLoaderName()} shows it. */
    static String nameFor(String plugin) {
        return "plugin:" + plugin;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (FROM_HOST.stream().anyMatch(name::startsWith)) {
            return host.loadClass(name);
        }
        return super.loadClass(name, resolve);
    }
}
