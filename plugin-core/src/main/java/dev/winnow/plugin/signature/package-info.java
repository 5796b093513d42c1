/** Who vouches for a plugin: signatures over its files' digests, keys, and which of them an installation trusts. */
@NullMarked
package dev.winnow.plugin.signature;

import org.jspecify.annotations.NullMarked;
