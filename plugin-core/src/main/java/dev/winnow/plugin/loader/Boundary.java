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
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
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

    /**
     * A value as the other side may call it.
     *
     * @param expected what the other side takes it for: one that is more than that, such as a class of Java's, stays as it
     *     is
     */
    private @Nullable Object cross(@Nullable Object value, Type expected, boolean toHost) {
        if (value instanceof Optional<?> optional) {
            Type inner = expected instanceof ParameterizedType of ? of.getActualTypeArguments()[0] : Object.class;
            return optional.map(each -> cross(each, inner, toHost));
        }
        if (value == null || isCrossed(value)) {
            return value;
        }
        Class<?>[] kinds = kinds(value, toHost ? OF_PLUGIN : OF_HOST);
        return Arrays.stream(kinds).anyMatch(raw(expected)::isAssignableFrom)
                ? proxy(kinds, new Crossing(this, value, toHost, null))
                : value;
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType of when of.getRawType() instanceof Class<?> plain -> plain;
            default -> Object.class;
        };
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
                return boundary.cross(method.invoke(target, crossed(method, arguments)),
                        method.getGenericReturnType(), intoPlugin);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }

        private @Nullable Object @Nullable [] crossed(Method method,
                @Nullable Object @Nullable [] arguments) {
            if (arguments == null) {
                return null;
            }
            Type[] expected = method.getGenericParameterTypes();
            @Nullable
            Object[] crossed = new Object[arguments.length];
            for (int i = 0; i < arguments.length; i++) {
                Object argument = arguments[i];
                // What a plugin registers keeps the name it has now.
                crossed[i] = !intoPlugin && argument instanceof Extension extension
                        ? boundary.toHost(extension)
                        : boundary.cross(argument, expected[i], !intoPlugin);
            }
            return crossed;
        }
    }
}
