/** Takes secrets out of texts that leave the installation. */
@NullMarked
package dev.winnow.daemon.redaction;

import org.jspecify.annotations.NullMarked;
