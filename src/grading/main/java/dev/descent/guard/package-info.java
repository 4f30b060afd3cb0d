/**
 * What a student's compiled code may use, and what is refused before it runs. What is not on the
 * list {@code allowed.txt} is refused; {@link dev.descent.guard.Guard} is where to begin.
 */
package dev.descent.guard;
