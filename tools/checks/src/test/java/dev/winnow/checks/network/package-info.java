/** Every client of the suite through a real proxy, and each rule by which it goes without. */
@NullMarked
package dev.winnow.checks.network;

import org.jspecify.annotations.NullMarked;
