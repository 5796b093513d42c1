/** Error reports to Sentry, where they are wanted. */
@NullMarked
package dev.winnow.daemon.errors;

import org.jspecify.annotations.NullMarked;
