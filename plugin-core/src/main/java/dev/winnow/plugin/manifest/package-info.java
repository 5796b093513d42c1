/** Reads plugin.json and what stands in for it. */
@NullMarked
package dev.winnow.plugin.manifest;

import org.jspecify.annotations.NullMarked;
