/** Plugins from a URL. */
@NullMarked
package dev.winnow.scheduler.discovery.http;

import org.jspecify.annotations.NullMarked;
