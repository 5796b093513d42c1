/** Servers for tests: one MariaDB and one Redis for a whole JVM, embedded or in containers. */
@NullMarked
package dev.winnow.embedded.testing;

import org.jspecify.annotations.NullMarked;
