/**
 * Lesson 5, preventing overfitting: a network that learns its training data by heart, and each
 * remedy by itself and together. The text is in README.md beside this file.
 */
@NullMarked
package dev.descent.lessons.l5overfitting;

import org.jspecify.annotations.NullMarked;
