/** Looks at plugins' signatures and versions before they are published. */
@NullMarked
package dev.winnow.scheduler.signature;

import org.jspecify.annotations.NullMarked;
