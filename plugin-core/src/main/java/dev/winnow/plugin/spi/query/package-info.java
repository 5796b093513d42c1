/**
 * The query a filter narrows: a small typed expression tree, built by factories and compiled to SQL by the host.
 *
 * <p>Logic is two-valued. A comparison with an absent value is false, and {@code not} of a false condition is true, so
 * {@code REGION.notEqualTo("eu-west-1")} holds for a resource that has no region. This differs from SQL on purpose:
 * a blacklist must not lose rows to NULL.
 */
@NullMarked
package dev.winnow.plugin.spi.query;

import org.jspecify.annotations.NullMarked;
