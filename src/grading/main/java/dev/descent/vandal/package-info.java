/**
 * Answers that destroy what they are given, made from answers that do not: what graded tests are
 * tried with. {@link dev.descent.vandal.VandalLoader} puts a call to {@link
 * dev.descent.vandal.Vandal} before and after every method of an answer.
 */
@NullMarked
package dev.descent.vandal;

import org.jspecify.annotations.NullMarked;
