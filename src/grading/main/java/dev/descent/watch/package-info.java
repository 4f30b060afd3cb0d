/**
 * A student's own files: graded on demand, or whenever they are saved, and what came of it noted.
 */
@NullMarked
package dev.descent.watch;

import org.jspecify.annotations.NullMarked;
