package dev.winnow.plugin.loader;

import dev.winnow.plugin.spi.Plugin;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds and makes a plugin's entries by the rules of {@link java.util.ServiceLoader}, but in the plugin's own jars only
 * and without opening them a second time.
 *
 * @param loader the plugin's
 */
record PluginEntries(PluginClassLoader loader) {
    private static final String FILE = "META-INF/services/" + Plugin.class.getName();

    /** The names in the plugin's service files, in their order, each once. */
    Set<String> names() throws IOException, UnusablePluginException {
        Set<String> names = new LinkedHashSet<>();
        for (byte[] text : loader.ownEntries(FILE)) {
            for (String line : new String(text, StandardCharsets.UTF_8).split("\\R")) {
                int comment = line.indexOf('#');
                String name = (comment < 0 ? line : line.substring(0, comment)).strip();
                if (!name.isEmpty()) {
                    names.add(checked(name));
                }
            }
        }
        if (names.isEmpty()) {
            throw UnusablePluginException.none("no jar in its folder or in lib/ names a class in " + FILE);
        }
        return names;
    }

    private static String checked(String name) throws UnusablePluginException {
        boolean legal = Character.isJavaIdentifierStart(name.codePointAt(0))
                && name.codePoints().allMatch(c -> c == '.' || Character.isJavaIdentifierPart(c));
        if (!legal) {
            throw UnusablePluginException.wrong("its Plugin class cannot be made: '" + name + "' in " + FILE
                    + " is no name of a class");
        }
        return name;
    }

    /**
     * Makes one.
     *
     * @throws InvocationTargetException around what its constructor throws
     */
    Plugin make(String name) throws UnusablePluginException, ReflectiveOperationException {
        Class<?> type = Class.forName(name, false, loader);
        if (!Plugin.class.isAssignableFrom(type)) {
            throw UnusablePluginException.wrong("its class " + name + " does not implement " + Plugin.class.getName());
        }
        if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
            throw UnusablePluginException.wrong("its Plugin class " + name + " must be public and not abstract");
        }
        try {
            Constructor<?> constructor = type.getConstructor();
            return (Plugin) constructor.newInstance();
        } catch (NoSuchMethodException e) {
            throw UnusablePluginException
                    .wrong("the constructor of its Plugin class must be public and have no parameters ("
                            + name + ")");
        }
    }
}
