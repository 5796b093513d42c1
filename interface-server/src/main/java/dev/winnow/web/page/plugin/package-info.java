/** The plugins' landing page, Manage Plugin, generations. */
@NullMarked
package dev.winnow.web.page.plugin;

import org.jspecify.annotations.NullMarked;
