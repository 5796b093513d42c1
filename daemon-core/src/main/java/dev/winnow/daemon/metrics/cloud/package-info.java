/** What is sent to services that bill each series, and how it is named there. */
@NullMarked
package dev.winnow.daemon.metrics.cloud;

import org.jspecify.annotations.NullMarked;
