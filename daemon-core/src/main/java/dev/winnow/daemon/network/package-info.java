/** How connections go out: proxies by the usual variables, secrets by reference. */
@NullMarked
package dev.winnow.daemon.network;

import org.jspecify.annotations.NullMarked;
