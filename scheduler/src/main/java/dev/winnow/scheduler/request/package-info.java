/** Carries out what other processes ask of the leading scheduler. */
@NullMarked
package dev.winnow.scheduler.request;

import org.jspecify.annotations.NullMarked;
