/** Why a job does not run: what is known of it put into sentences, the cause first. */
@NullMarked
package dev.winnow.web.service.explain;

import org.jspecify.annotations.NullMarked;
