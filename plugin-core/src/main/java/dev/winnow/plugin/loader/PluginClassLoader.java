package dev.winnow.plugin.loader;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * A Java plugin's own classes, above them Java's, and of Winnow's only what the SPI needs: what a plugin brings never
 * meets what Winnow or another plugin brings. The manner is Trino's: a short allow-list, no deny-list.
 *
 * <p>A class is looked for in {@link HostClasses}, in the plugin's jars, and last in the jars of the plugins that it
 * requires, in order of their names: not in what those require in turn. Resources come from the platform and the
 * plugin's own jars. A jar's {@code Class-Path} is not followed.
 */
final class PluginClassLoader extends ClassLoader implements Closeable {
    static {
        ClassLoader.registerAsParallelCapable();
    }

    private final HostClasses host;
    private final List<PluginJar> jars = new ArrayList<>();
    private final List<PluginClassLoader> required;

    /**
     * @param plugin the plugin's name, which stack traces carry
     * @param host what all plugins see
     * @param required the loaders of the plugins it requires
     * @throws UnusablePluginException if one of its jars is none
     */
    PluginClassLoader(String plugin, List<Path> jars, HostClasses host, List<PluginClassLoader> required)
            throws UnusablePluginException, IOException {
        super(nameFor(plugin), ClassLoader.getPlatformClassLoader());
        this.host = host;
        this.required = List.copyOf(required);
        try {
            for (Path jar : jars) {
                this.jars.add(new PluginJar(jar, this));
            }
        } catch (UnusablePluginException | IOException e) {
            close();
            throw e;
        }
    }

    /** The loader's name for a plugin, as {@link StackTraceElement#getClassLoaderName()} shows it. */
    static String nameFor(String plugin) {
        return "plugin:" + plugin;
    }

    /** The text of an entry in each of the plugin's jars that has it. */
    List<byte[]> ownEntries(String name) throws IOException {
        List<byte[]> found = new ArrayList<>();
        for (PluginJar jar : jars) {
            jar.bytes(name).ifPresent(found::add);
        }
        return found;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Class<?> common = host.find(name);
        if (common != null) {
            return common;
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        Class<?> own = findOwn(name);
        if (own != null) {
            return own;
        }
        for (PluginClassLoader each : required) {
            Class<?> theirs = each.loadOwn(name);
            if (theirs != null) {
                return theirs;
            }
        }
        // An agent of the JVM may have put classes there that it weaves into others.
        return getParent().loadClass(name);
    }

    /** For those who require this plugin. */
    private @Nullable Class<?> loadOwn(String name) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null && loaded.getClassLoader() == this ? loaded : findOwn(name);
        }
    }

    private @Nullable Class<?> findOwn(String name) throws ClassNotFoundException {
        String entry = name.replace('.', '/') + ".class";
        for (PluginJar jar : jars) {
            Optional<byte[]> bytes = bytes(jar, name, entry);
            if (bytes.isPresent()) {
                definePackageOf(name, jar);
                return defineClass(name, bytes.get(), 0, bytes.get().length, jar.domain());
            }
        }
        return null;
    }

    private static Optional<byte[]> bytes(PluginJar jar, String name, String entry) throws ClassNotFoundException {
        try {
            return jar.bytes(entry);
        } catch (IOException | IllegalStateException e) {
            // A closed jar says so by an IllegalStateException: the plugin was unloaded.
            throw new ClassNotFoundException(name, e);
        }
    }

    private void definePackageOf(String className, PluginJar jar) {
        int dot = className.lastIndexOf('.');
        if (dot < 0 || getDefinedPackage(className.substring(0, dot)) != null) {
            return;
        }
        Attributes main = jar.manifest().map(Manifest::getMainAttributes).orElseGet(Attributes::new);
        try {
            definePackage(className.substring(0, dot), main.getValue(Attributes.Name.SPECIFICATION_TITLE),
                    main.getValue(Attributes.Name.SPECIFICATION_VERSION),
                    main.getValue(Attributes.Name.SPECIFICATION_VENDOR),
                    main.getValue(Attributes.Name.IMPLEMENTATION_TITLE),
                    main.getValue(Attributes.Name.IMPLEMENTATION_VERSION),
                    main.getValue(Attributes.Name.IMPLEMENTATION_VENDOR), null);
        } catch (IllegalArgumentException e) {
            // Another thread was first.
            return;
        }
    }

    @Override
    protected @Nullable URL findResource(String name) {
        return jars.stream().flatMap(jar -> jar.url(name).stream()).findFirst().orElse(null);
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        return Collections.enumeration(jars.stream().flatMap(jar -> jar.url(name).stream()).toList());
    }

    /** Without the detour over a URL, whose jar would stay open. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        URL platform = getParent().getResource(name);
        try {
            if (platform != null) {
                return platform.openStream();
            }
            for (PluginJar jar : jars) {
                Optional<InputStream> stream = jar.open(name);
                if (stream.isPresent()) {
                    return stream.get();
                }
            }
        } catch (IOException | IllegalStateException e) {
            return null;
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (PluginJar jar : jars) {
            try {
                jar.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
