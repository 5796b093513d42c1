/** The published generations as readers see them, and warnings. */
@NullMarked
package dev.winnow.db.plugin;

import org.jspecify.annotations.NullMarked;
