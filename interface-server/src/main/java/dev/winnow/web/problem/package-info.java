/** Errors as RFC 9457 problem details, the same from every layer. */
@NullMarked
package dev.winnow.web.problem;

import org.jspecify.annotations.NullMarked;
