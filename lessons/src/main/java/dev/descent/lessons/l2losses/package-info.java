/** Lesson 2: losses. What each is for, what it gives, and what its gradient does to a training. */
@NullMarked
package dev.descent.lessons.l2losses;

import org.jspecify.annotations.NullMarked;
