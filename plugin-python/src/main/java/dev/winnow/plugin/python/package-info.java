/**
 * The runtime for plugins that are Python packages, on GraalPy: one interpreter and more for each plugin, which sees its
 * own folder and the {@code winnow} package, read-only, and neither files, processes, network nor environment of the
 * host. What crosses the boundary is JSON.
 */
@NullMarked
package dev.winnow.plugin.python;

import org.jspecify.annotations.NullMarked;
