/** What loaded plugins registered, by kind and name. */
@NullMarked
package dev.winnow.plugin.registry;

import org.jspecify.annotations.NullMarked;
