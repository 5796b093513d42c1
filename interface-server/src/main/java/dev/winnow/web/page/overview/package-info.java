/** The overview and the global search. */
@NullMarked
package dev.winnow.web.page.overview;

import org.jspecify.annotations.NullMarked;
