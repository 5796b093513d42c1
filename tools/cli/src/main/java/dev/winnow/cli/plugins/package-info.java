/** What the command line offers to those who write plugins. */
@NullMarked
package dev.winnow.cli.plugins;

import org.jspecify.annotations.NullMarked;
