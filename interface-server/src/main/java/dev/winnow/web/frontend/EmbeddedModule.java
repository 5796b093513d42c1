package dev.winnow.web.frontend;

import org.jspecify.annotations.Nullable;

/**
 * A page, card or tab of a plugin as a page of the console embeds it.
 *
 * @param plugin whose it is
 * @param id unique within its kind and plugin
 * @param source the address of its HTML file, relative to the context
 * @param problem why it cannot be shown; null where it can
 */
public record EmbeddedModule(String plugin, String id, String title, String source, @Nullable String problem) {
}
