/**
 * The classes that starts and graded tests are written with. A start throws {@link
 * dev.descent.exercise.Todo} where something is to be written; a graded test draws its inputs with
 * {@link dev.descent.exercise.RandomInputs}, judges with {@link dev.descent.exercise.Check}, and is
 * marked with {@link dev.descent.exercise.Graded}, {@link dev.descent.exercise.Points} and {@link
 * dev.descent.exercise.Needs}.
 */
@NullMarked
package dev.descent.exercise;

import org.jspecify.annotations.NullMarked;
