/** Lesson 4, learning-rate schedules; the text is in README.md. */
@NullMarked
package dev.descent.lessons.l4schedules;

import org.jspecify.annotations.NullMarked;
