/** Lesson 7, the life of a project: seven steps from a table to a saved model, told as one case. */
@NullMarked
package dev.descent.lessons.l7project;

import org.jspecify.annotations.NullMarked;
