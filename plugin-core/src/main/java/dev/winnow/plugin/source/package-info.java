/** Where plugins come from: the port that discovery implements. */
@NullMarked
package dev.winnow.plugin.source;

import org.jspecify.annotations.NullMarked;
