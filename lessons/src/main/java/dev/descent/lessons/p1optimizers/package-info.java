/** Practice 1, optimizers compared: SGD, Adam and RMSprop on the same model and data. */
@NullMarked
package dev.descent.lessons.p1optimizers;

import org.jspecify.annotations.NullMarked;
