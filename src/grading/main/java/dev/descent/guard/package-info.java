/**
 * The limits of what a student's compiled code may use. A name that is not on the list {@code
 * allowed.txt} is refused; {@link dev.descent.guard.Guard} is where to begin.
 */
@NullMarked
package dev.descent.guard;

import org.jspecify.annotations.NullMarked;
