/** Whether this server is ready, for load balancers. */
@NullMarked
package dev.winnow.web.health;

import org.jspecify.annotations.NullMarked;
