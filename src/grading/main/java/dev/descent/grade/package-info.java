/**
 * Grades one exercise: compiles a student's file with its graded tests, runs them in a worker JVM,
 * and names the mistake behind a wrong value. {@link dev.descent.grade.Grader} is the way in,
 * {@link dev.descent.grade.Grade} what comes out.
 */
@NullMarked
package dev.descent.grade;

import org.jspecify.annotations.NullMarked;
