/** The pages of cloud accounts. */
@NullMarked
package dev.winnow.web.page.account;

import org.jspecify.annotations.NullMarked;
