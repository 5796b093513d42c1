package dev.winnow.plugin.loader;

import dev.winnow.plugin.spi.CloudProvider;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.Harvester;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.Route;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An extension of a Java plugin for which every call sets the plugin's context class loader. */
final class SwappingExtension implements InvocationHandler {
    private static final List<Class<? extends Extension>> CALLED = List.of(CloudProvider.class, Harvester.class,
            ResourceFilter.class, JobHandler.class, Route.class);

    private final Extension extension;
    private final String name;
    private final ClassLoader loader;

    private SwappingExtension(Extension extension, ClassLoader loader) {
        this.extension = extension;
        this.name = extension.name();
        this.loader = loader;
    }

    /** The extension behind the swap; values without code stay as they are. */
    static Extension of(Extension extension, ClassLoader loader) {
        Class<?>[] kinds = CALLED.stream().filter(kind -> kind.isInstance(extension)).toArray(Class<?>[]::new);
        if (kinds.length == 0) {
            return extension;
        }
        return (Extension) Proxy.newProxyInstance(Extension.class.getClassLoader(), kinds,
                new SwappingExtension(extension, loader));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class && method.getName().equals("equals")) {
            return arguments != null && proxy == arguments[0];
        }
        if (method.getName().equals("name") && method.getParameterCount() == 0) {
            // Known by this name, whatever it would answer later.
            return name;
        }
        try (ContextClassLoaderSwap swap = new ContextClassLoaderSwap(loader)) {
            return method.invoke(extension, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
