/** The operators' folder as a source, with its marker. */
@NullMarked
package dev.winnow.scheduler.discovery.local;

import org.jspecify.annotations.NullMarked;
