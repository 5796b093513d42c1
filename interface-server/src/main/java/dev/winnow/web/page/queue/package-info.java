/** The page of the queue's lanes and of what it has set aside. */
@NullMarked
package dev.winnow.web.page.queue;

import org.jspecify.annotations.NullMarked;
