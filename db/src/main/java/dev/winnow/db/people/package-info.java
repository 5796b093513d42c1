/** Users, tokens, sign-in links, audit. */
@NullMarked
package dev.winnow.db.people;

import org.jspecify.annotations.NullMarked;
