/**
 * The exercises that there are, their files and known mistakes, and how far a student is with them.
 * {@link dev.descent.catalog.Exercises} is where to begin.
 */
@NullMarked
package dev.descent.catalog;

import org.jspecify.annotations.NullMarked;
