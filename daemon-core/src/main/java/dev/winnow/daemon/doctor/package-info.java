/** What is looked at where something may be wrong: each check has a verdict and says how it is mended. */
@NullMarked
package dev.winnow.daemon.doctor;

import org.jspecify.annotations.NullMarked;
