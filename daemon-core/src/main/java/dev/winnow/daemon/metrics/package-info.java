/** What is counted and measured in every daemon, and where it goes. */
@NullMarked
package dev.winnow.daemon.metrics;

import org.jspecify.annotations.NullMarked;
