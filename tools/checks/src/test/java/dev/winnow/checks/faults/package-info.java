/** What becomes of jobs when processes and servers die: real processes, a random killer, and a judge who looks from outside. */
@NullMarked
package dev.winnow.checks.faults;

import org.jspecify.annotations.NullMarked;
