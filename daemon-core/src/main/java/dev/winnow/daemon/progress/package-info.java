/** Whether a daemon's loops go round: what a watchdog is fed by. */
@NullMarked
package dev.winnow.daemon.progress;

import org.jspecify.annotations.NullMarked;
