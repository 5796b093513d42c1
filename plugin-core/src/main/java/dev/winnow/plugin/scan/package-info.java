/**
 * Looks through a Java plugin's class files, without running them, for what it uses of the SPI: what is deprecated, and
 * what this SPI does not have.
 */
@NullMarked
package dev.winnow.plugin.scan;

import org.jspecify.annotations.NullMarked;
