/** The pages of resources and their actions. */
@NullMarked
package dev.winnow.web.page.resource;

import org.jspecify.annotations.NullMarked;
