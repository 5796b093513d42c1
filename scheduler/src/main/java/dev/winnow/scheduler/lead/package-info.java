/** One scheduler leads: the lease, the term it gives, and the work that ends with it. */
@NullMarked
package dev.winnow.scheduler.lead;

import org.jspecify.annotations.NullMarked;
