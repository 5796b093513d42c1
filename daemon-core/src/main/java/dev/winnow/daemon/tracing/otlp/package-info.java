/** Spans by OTLP over HTTP. */
@NullMarked
package dev.winnow.daemon.tracing.otlp;

import org.jspecify.annotations.NullMarked;
