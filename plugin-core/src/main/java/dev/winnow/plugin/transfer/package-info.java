/** Bundles: a generation's plugins in one zip, for an installation that no network reaches. */
@NullMarked
package dev.winnow.plugin.transfer;

import org.jspecify.annotations.NullMarked;
