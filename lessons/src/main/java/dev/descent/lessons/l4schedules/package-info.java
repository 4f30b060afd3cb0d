/** Lesson 4, learning-rate schedules; the text is in README.md. */
package dev.descent.lessons.l4schedules;
