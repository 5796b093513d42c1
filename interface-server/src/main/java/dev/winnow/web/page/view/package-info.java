/** Values that every page is made of: times, states, parts that may fail, chips, forms, JSON trees. */
@NullMarked
package dev.winnow.web.page.view;

import org.jspecify.annotations.NullMarked;
