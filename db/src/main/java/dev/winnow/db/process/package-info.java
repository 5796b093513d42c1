/** Process rows and the leader's lease. */
@NullMarked
package dev.winnow.db.process;

import org.jspecify.annotations.NullMarked;
