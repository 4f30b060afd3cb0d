/** Lesson 3: optimizers, what each does with the same gradients, and what their settings do. */
@NullMarked
package dev.descent.lessons.l3optimizers;

import org.jspecify.annotations.NullMarked;
