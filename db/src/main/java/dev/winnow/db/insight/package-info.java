/** Insights, findings, compliance. */
@NullMarked
package dev.winnow.db.insight;

import org.jspecify.annotations.NullMarked;
