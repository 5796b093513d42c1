/** What the command line does with plugins on this host, without Winnow's API. */
@NullMarked
package dev.winnow.cli.plugins;

import org.jspecify.annotations.NullMarked;
