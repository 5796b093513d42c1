/** The interface server: its start, and how its parts are put together. */
@NullMarked
package dev.winnow.web;

import org.jspecify.annotations.NullMarked;
