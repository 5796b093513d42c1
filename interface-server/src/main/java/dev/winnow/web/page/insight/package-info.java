/** The pages of insights, their scores and findings. */
@NullMarked
package dev.winnow.web.page.insight;

import org.jspecify.annotations.NullMarked;
