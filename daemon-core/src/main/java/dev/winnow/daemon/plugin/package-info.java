/** Loading the current generation at start-up: cache, digests, runtimes, warnings. */
@NullMarked
package dev.winnow.daemon.plugin;

import org.jspecify.annotations.NullMarked;
