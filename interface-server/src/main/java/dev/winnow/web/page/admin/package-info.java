/** Settings, users, tokens, the audit log. */
@NullMarked
package dev.winnow.web.page.admin;

import org.jspecify.annotations.NullMarked;
