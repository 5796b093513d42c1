/** Looks at the sources of plugins and decides whether what is gone was removed. */
@NullMarked
package dev.winnow.scheduler.discovery;

import org.jspecify.annotations.NullMarked;
