/** The plugins that ship with Winnow as a source. */
@NullMarked
package dev.winnow.scheduler.discovery.bundled;

import org.jspecify.annotations.NullMarked;
