package dev.winnow.plugin.loader;

import java.lang.module.ModuleDescriptor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What all plugins see in common: Java's classes, and of the host's only those of the allow-list. Kept by name, since
 * each plugin's class loader asks for the same few hundred again.
 */
final class HostClasses {
    private static final List<String> ALLOWED = List.of("dev.winnow.plugin.spi.", "org.jspecify.annotations.",
            "org.slf4j.");

    private final ClassLoader host;
    private final ClassLoader platform = ClassLoader.getPlatformClassLoader();
    private final Set<String> platformPackages = platformPackages();
    private final Map<String, Class<?>> known = new ConcurrentHashMap<>();

    /** @param host has the classes of the allow-list */
    HostClasses(ClassLoader host) {
        this.host = host;
    }

    /** The class, where it is not for a plugin to bring one of this name; else null. */
    @Nullable
    Class<?> find(String name) throws ClassNotFoundException {
        Class<?> found = known.get(name);
        if (found == null) {
            ClassLoader loader = loaderOf(name);
            if (loader == null) {
                return null;
            }
            found = loader.loadClass(name);
            known.put(name, found);
        }
        return found;
    }

    /** Whose class it is by its name. */
    private @Nullable ClassLoader loaderOf(String name) {
        for (String prefix : ALLOWED) {
            if (name.startsWith(prefix)) {
                return host;
            }
        }
        int dot = name.lastIndexOf('.');
        return dot > 0 && platformPackages.contains(name.substring(0, dot)) ? platform : null;
    }

    /** Those of Java itself, which no plugin's jar can have a part of: no class path is searched for them. */
    private static Set<String> platformPackages() {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        Set<String> packages = new HashSet<>();
        for (Module module : ModuleLayer.boot().modules()) {
            ModuleDescriptor descriptor = module.getDescriptor();
            if (descriptor != null && module.getClassLoader() != system) {
                packages.addAll(descriptor.packages());
            }
        }
        return Set.copyOf(packages);
    }
}
