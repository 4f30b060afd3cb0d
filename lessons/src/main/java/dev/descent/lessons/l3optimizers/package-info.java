/** Lesson 3: optimizers, what each does with the same gradients, and what their settings do. */
package dev.descent.lessons.l3optimizers;
