/** Plugins from a bucket. The one place of the scheduler that touches AWS. */
@NullMarked
package dev.winnow.scheduler.discovery.s3;

import org.jspecify.annotations.NullMarked;
