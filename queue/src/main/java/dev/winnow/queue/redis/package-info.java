/** The queue on Redis: key names, one Lua script a file, and the client. The one place that touches Redis. */
@NullMarked
package dev.winnow.queue.redis;

import org.jspecify.annotations.NullMarked;
