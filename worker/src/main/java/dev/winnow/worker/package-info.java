/** The worker: claims jobs under leases, runs their handlers, records what came of them. */
@NullMarked
package dev.winnow.worker;

import org.jspecify.annotations.NullMarked;
