/** A look at a MySQL server as one of the accounts sees it: version, settings, clock. For the doctor. */
@NullMarked
package dev.winnow.db.examination;

import org.jspecify.annotations.NullMarked;
