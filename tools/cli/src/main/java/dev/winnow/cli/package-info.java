/** The {@code winnow} command: listings and actions over the API, and {@code db init}, which needs none. */
@NullMarked
package dev.winnow.cli;

import org.jspecify.annotations.NullMarked;
