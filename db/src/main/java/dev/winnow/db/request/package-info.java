/** Requests that the leading scheduler carries out. */
@NullMarked
package dev.winnow.db.request;

import org.jspecify.annotations.NullMarked;
