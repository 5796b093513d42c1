/**
 * What plugins add to the console: pages in a sandboxed frame, and the files that such a page loads.
 *
 * <p>A frame without {@code allow-same-origin} has an opaque origin, so what its page loads comes without the session's
 * cookie. The frame's own address therefore leads on to one that names the digest of the plugin's content
 * ({@code /plugin/NAME/assets/@DIGEST/...}): who can name it knows the content already, and the answer may be kept for
 * good. The address without digest needs a sign-in.
 */
@NullMarked
package dev.winnow.web.frontend;

import org.jspecify.annotations.NullMarked;
