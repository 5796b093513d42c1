package dev.winnow.plugin.loader;

import dev.winnow.plugin.spi.CloudProvider;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.Harvester;
import dev.winnow.plugin.spi.Inventory;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.ResourceSink;
import dev.winnow.plugin.spi.Route;
import dev.winnow.plugin.spi.Secrets;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The line between the host and one Java plugin. Every call over it runs with the context class loader of the side that
 * is called: the plugin's in the plugin's code, the host's where the plugin calls back, so that neither side's libraries
 * pick up the other's. What is handed over in a call gets the same treatment.
 *
 * @param plugin the plugin's class loader
 * @param host the host's
 */
record Boundary(ClassLoader plugin, ClassLoader host) {
    private static final List<Class<?>> OF_PLUGIN = List.of(CloudProvider.class, Harvester.class, ResourceFilter.class,
            JobHandler.class, Route.class, Predicate.class);
    private static final List<Class<?>> OF_HOST = List.of(PluginContext.class, JobContext.class, ResourceSink.class,
            Inventory.class, Secrets.class, Outbound.class);

    /** An extension as the host may call it; values without code stay as they are. */
    Extension toHost(Extension extension) {
        Class<?>[] kinds = kinds(extension, OF_PLUGIN);
        return kinds.length == 0
                ? extension
                : (Extension) proxy(kinds, new Crossing(this, extension, true, extension.name()));
    }

    /** A context as the plugin may call it. */
    PluginContext toPlugin(PluginContext context) {
        return (PluginContext) proxy(kinds(context, OF_HOST), new Crossing(this, context, false, null));
    }

    private @Nullable Object cross(@Nullable Object value, boolean toHost) {
        if (value instanceof Optional<?> optional) {
            return optional.map(inner -> cross(inner, toHost));
        }
        if (value == null || isCrossed(value)) {
            return value;
        }
        Class<?>[] kinds = kinds(value, toHost ? OF_PLUGIN : OF_HOST);
        return kinds.length == 0 ? value : proxy(kinds, new Crossing(this, value, toHost, null));
    }

    private static boolean isCrossed(Object value) {
        return Proxy.isProxyClass(value.getClass()) && Proxy.getInvocationHandler(value) instanceof Crossing;
    }

    private static Class<?>[] kinds(Object value, List<Class<?>> known) {
        List<Class<?>> kinds = new ArrayList<>(1);
        for (Class<?> kind : known) {
            if (kind.isInstance(value)) {
                kinds.add(kind);
            }
        }
        return kinds.toArray(Class<?>[]::new);
    }

    private static Object proxy(Class<?>[] kinds, Crossing crossing) {
        return Proxy.newProxyInstance(Extension.class.getClassLoader(), kinds, crossing);
    }

    /**
     * Carries the calls to one object over the line.
     *
     * @param intoPlugin whether the object is the plugin's
     * @param name what the object is known by, whatever it would answer later
     */
    private record Crossing(Boundary boundary, Object target, boolean intoPlugin,
            @Nullable String name) implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (method.getDeclaringClass() == Object.class && method.getName().equals("equals")) {
                return arguments != null && proxy == arguments[0];
            }
            if (name != null && method.getName().equals("name") && method.getParameterCount() == 0) {
                return name;
            }
            try (ContextClassLoaderSwap swap = new ContextClassLoaderSwap(
                    intoPlugin ? boundary.plugin : boundary.host)) {
                return boundary.cross(method.invoke(target, crossed(arguments)), intoPlugin);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }

        private @Nullable Object @Nullable [] crossed(@Nullable Object @Nullable [] arguments) {
            if (arguments == null) {
                return null;
            }
            @Nullable
            Object[] crossed = new Object[arguments.length];
            for (int i = 0; i < arguments.length; i++) {
                Object argument = arguments[i];
                // What a plugin registers keeps the name it has now.
                crossed[i] = !intoPlugin && argument instanceof Extension extension
                        ? boundary.toHost(extension)
                        : boundary.cross(argument, !intoPlugin);
            }
            return crossed;
        }
    }
}
