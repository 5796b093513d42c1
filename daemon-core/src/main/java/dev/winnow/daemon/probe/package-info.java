/** The process in which new plugins are tried before they are published, and how the scheduler talks to it. */
@NullMarked
package dev.winnow.daemon.probe;

import org.jspecify.annotations.NullMarked;
