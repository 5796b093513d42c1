/** MariaDB and Redis as child processes, started from the binaries that Maven artifacts bring. */
@NullMarked
package dev.winnow.embedded;

import org.jspecify.annotations.NullMarked;
