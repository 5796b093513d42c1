/** Plugin content as bytes: files, digests, safe archives, the local cache. */
@NullMarked
package dev.winnow.plugin.bundle;

import org.jspecify.annotations.NullMarked;
