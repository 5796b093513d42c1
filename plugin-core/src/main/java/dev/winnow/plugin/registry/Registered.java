package dev.winnow.plugin.registry;

import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.PluginContext;

/**
 * An extension with the plugin it comes from.
 *
 * @param plugin the plugin's name; {@code winnow} for a built-in one
 * @param digest of the plugin's content, hexadecimal; empty for a built-in one
 * @param context the plugin's context
 * @param extension what was registered; calls into it go through the plugin's runtime
 * @param <E> its kind
 */
public record Registered<E extends Extension>(String plugin, String digest, PluginContext context, E extension) {
}
