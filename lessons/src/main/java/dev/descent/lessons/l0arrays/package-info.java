/** Lesson 0: arrays of numbers, and gradients computed by hand. */
@NullMarked
package dev.descent.lessons.l0arrays;

import org.jspecify.annotations.NullMarked;
