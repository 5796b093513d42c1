/** The pages of jobs. */
@NullMarked
package dev.winnow.web.page.job;

import org.jspecify.annotations.NullMarked;
