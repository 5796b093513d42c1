/** What reads the files that nobody vouches for, held against any bytes. */
@NullMarked
package dev.winnow.plugin.fuzz;

import org.jspecify.annotations.NullMarked;
