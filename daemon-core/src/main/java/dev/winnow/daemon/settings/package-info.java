/** The variables of prod.env as typed records, secrets from files, and what is wrong with them. */
@NullMarked
package dev.winnow.daemon.settings;

import org.jspecify.annotations.NullMarked;
