/** What sources elsewhere have in common: a limit in time, and a folder for what was fetched. */
@NullMarked
package dev.winnow.scheduler.discovery.remote;

import org.jspecify.annotations.NullMarked;
