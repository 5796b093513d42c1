package dev.winnow.plugin.loader;

import dev.winnow.plugin.spi.Plugin;

/** No jar of a Java plugin names its entry. */
final class NoPluginEntryException extends Exception {
    private static final long serialVersionUID = 1L;

    NoPluginEntryException() {
        super("no jar in its folder or in lib/ names a class in META-INF/services/" + Plugin.class.getName());
    }
}
