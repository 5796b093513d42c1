/** The quickstart: embedded MariaDB and Redis and the three daemons as processes, started, supervised and stopped. */
@NullMarked
package dev.winnow.quickstart;

import org.jspecify.annotations.NullMarked;
