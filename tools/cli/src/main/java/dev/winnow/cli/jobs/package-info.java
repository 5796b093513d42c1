/** Commands on jobs and queues. */
@NullMarked
package dev.winnow.cli.jobs;

import org.jspecify.annotations.NullMarked;
