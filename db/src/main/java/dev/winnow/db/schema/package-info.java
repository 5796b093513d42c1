/** Migrations, grants for the four accounts, and waiting for the schema. */
@NullMarked
package dev.winnow.db.schema;

import org.jspecify.annotations.NullMarked;
