/** The page of processes. */
@NullMarked
package dev.winnow.web.page.worker;

import org.jspecify.annotations.NullMarked;
