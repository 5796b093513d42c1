/** How daemons log. */
@NullMarked
package dev.winnow.daemon.logging;

import org.jspecify.annotations.NullMarked;
