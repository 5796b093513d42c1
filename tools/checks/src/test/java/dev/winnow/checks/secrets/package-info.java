/** No secret of an operator's stands where others can read it. */
@NullMarked
package dev.winnow.checks.secrets;

import org.jspecify.annotations.NullMarked;
