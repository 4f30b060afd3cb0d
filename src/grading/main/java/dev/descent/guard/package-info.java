/**
 * What a student's compiled code may use, and what is refused before it runs. What is not on the
 * list {@code allowed.txt} is refused; {@link dev.descent.guard.Guard} is where to begin.
 */
@NullMarked
package dev.descent.guard;

import org.jspecify.annotations.NullMarked;
