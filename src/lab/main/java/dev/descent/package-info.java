/**
 * The root holds only what every package may need and what needs none of them: the two exceptions
 * that become exit codes, what this build is, paths as users write them, and writing a file whole.
 */
@NullMarked
package dev.descent;

import org.jspecify.annotations.NullMarked;
