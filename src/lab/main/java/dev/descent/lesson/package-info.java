/**
 * Lessons, and the way their parts are run.
 *
 * <p>A {@link dev.descent.lesson.Lesson} is a list of {@link dev.descent.lesson.Part}s with a text.
 * A part writes what it measures into a {@link dev.descent.lesson.Notebook}: prose, tables,
 * mistakes, figures, and what the student should see. The lessons themselves are a module of their
 * own, found through {@link dev.descent.lesson.Curriculum}.
 */
@NullMarked
package dev.descent.lesson;

import org.jspecify.annotations.NullMarked;
