/** New plugins are loaded in a throw-away process before they are published, and held against what they require. */
@NullMarked
package dev.winnow.scheduler.probe;

import org.jspecify.annotations.NullMarked;
