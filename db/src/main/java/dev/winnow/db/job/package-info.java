/** The job ledger: asking, dispatch, outcomes, and what the pages ask. */
@NullMarked
package dev.winnow.db.job;

import org.jspecify.annotations.NullMarked;
