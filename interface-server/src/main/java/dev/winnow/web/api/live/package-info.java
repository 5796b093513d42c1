/** The stream of server-sent events that keeps numbers on pages up to date. */
@NullMarked
package dev.winnow.web.api.live;

import org.jspecify.annotations.NullMarked;
