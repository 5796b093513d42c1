/** The plugins' life: a class for each subcommand of {@code winnow plugins}. */
@NullMarked
package dev.winnow.cli.plugins;

import org.jspecify.annotations.NullMarked;
