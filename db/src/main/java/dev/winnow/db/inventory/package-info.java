/** Cloud accounts, resources, and the compiler from resource queries to SQL. */
@NullMarked
package dev.winnow.db.inventory;

import org.jspecify.annotations.NullMarked;
