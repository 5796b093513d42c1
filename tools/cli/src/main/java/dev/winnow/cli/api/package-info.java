/** The REST API as commands use it, and how they show what came back. */
@NullMarked
package dev.winnow.cli.api;

import org.jspecify.annotations.NullMarked;
