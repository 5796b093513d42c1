/** Every connection that Winnow opens to somewhere else, declared in one place, and the trying of them. */
@NullMarked
package dev.winnow.daemon.outbound;

import org.jspecify.annotations.NullMarked;
