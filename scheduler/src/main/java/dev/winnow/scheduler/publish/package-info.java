/** Makes one set of what the sources hold and publishes it where it differs from the current generation. */
@NullMarked
package dev.winnow.scheduler.publish;

import org.jspecify.annotations.NullMarked;
