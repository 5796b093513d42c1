/** The support bundle: what somebody else needs to help, in one archive without secrets. */
@NullMarked
package dev.winnow.cli.bundle;

import org.jspecify.annotations.NullMarked;
