/** Lesson 2: losses; their tasks, their values, and the effect of their gradients on a training. */
@NullMarked
package dev.descent.lessons.l2losses;

import org.jspecify.annotations.NullMarked;
