/** From the start of a daemon to its being ready, and what it then takes of memory. */
@NullMarked
package dev.winnow.bench.startup;

import org.jspecify.annotations.NullMarked;
