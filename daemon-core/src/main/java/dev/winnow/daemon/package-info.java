/** What the three daemons share: their start, health and metrics. */
@NullMarked
package dev.winnow.daemon;

import org.jspecify.annotations.NullMarked;
