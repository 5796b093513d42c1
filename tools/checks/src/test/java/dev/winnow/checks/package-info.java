/** What only the whole can be held to. */
@NullMarked
package dev.winnow.checks;

import org.jspecify.annotations.NullMarked;
