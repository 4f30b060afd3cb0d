/** Practice 3, overfitting: a network that learns few points by heart, and what can be done. */
@NullMarked
package dev.descent.lessons.p3overfitting;

import org.jspecify.annotations.NullMarked;
