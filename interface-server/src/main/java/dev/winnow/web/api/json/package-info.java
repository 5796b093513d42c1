/** What the API writes: one record for each kind of thing, with ids as strings. */
@NullMarked
package dev.winnow.web.api.json;

import org.jspecify.annotations.NullMarked;
