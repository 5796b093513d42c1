/**
 * All that a plugin author compiles against. It depends on {@code java.*} and JSpecify only, and has a version of its
 * own ({@link SpiVersion}), which a manifest's {@code requires.winnow} is held against.
 *
 * <p>A plugin implements {@link Plugin}, names it in {@code META-INF/services/dev.winnow.plugin.spi.Plugin}, and
 * registers {@link Extension}s while it loads. Every method that a later version adds has a default.
 */
@NullMarked
package dev.winnow.plugin.spi;

import org.jspecify.annotations.NullMarked;
