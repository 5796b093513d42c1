/** Metrics to CloudWatch. */
@NullMarked
package dev.winnow.daemon.metrics.cloudwatch;

import org.jspecify.annotations.NullMarked;
