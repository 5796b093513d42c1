/** The console's frame: what every page shows around its content, signing in, and what is shown when a page fails. */
@NullMarked
package dev.winnow.web.page;

import org.jspecify.annotations.NullMarked;
