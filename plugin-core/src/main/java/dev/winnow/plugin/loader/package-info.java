/** Loads plugins, each in a runtime of its own, with a deadline; one plugin's failure is a warning on it. */
@NullMarked
package dev.winnow.plugin.loader;

import org.jspecify.annotations.NullMarked;
