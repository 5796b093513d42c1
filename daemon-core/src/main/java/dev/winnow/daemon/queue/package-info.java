/** What is to be told of the queue's lanes: their rates, and how many workers they want. */
@NullMarked
package dev.winnow.daemon.queue;

import org.jspecify.annotations.NullMarked;
