/** Archives of a project that are handed on: to students, and to Gradescope. */
@NullMarked
package dev.descent.pack;

import org.jspecify.annotations.NullMarked;
