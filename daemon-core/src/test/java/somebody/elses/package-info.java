/** Code that is not Winnow's. */
@NullMarked
package somebody.elses;

import org.jspecify.annotations.NullMarked;
