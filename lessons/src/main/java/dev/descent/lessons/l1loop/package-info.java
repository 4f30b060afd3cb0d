/** Lesson 1, the training loop: data, network, loss, optimizer, loop, evaluation, saving. */
@NullMarked
package dev.descent.lessons.l1loop;

import org.jspecify.annotations.NullMarked;
