/** Writes generations. Only the scheduler references it. */
@NullMarked
package dev.winnow.db.plugin.publish;

import org.jspecify.annotations.NullMarked;
