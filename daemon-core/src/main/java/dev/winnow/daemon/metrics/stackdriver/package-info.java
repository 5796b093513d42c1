/** Metrics to Stackdriver. */
@NullMarked
package dev.winnow.daemon.metrics.stackdriver;

import org.jspecify.annotations.NullMarked;
