/** Hostile and broken plugins, each with what must be said of it. */
@NullMarked
package dev.winnow.checks.corpus;

import org.jspecify.annotations.NullMarked;
