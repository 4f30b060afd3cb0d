/** Practice 3, overfitting: a network that learns few points by heart, and what can be done. */
package dev.descent.lessons.p3overfitting;
