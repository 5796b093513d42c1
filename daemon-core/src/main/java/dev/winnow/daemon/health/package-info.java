/** Health on the management port. */
@NullMarked
package dev.winnow.daemon.health;

import org.jspecify.annotations.NullMarked;
