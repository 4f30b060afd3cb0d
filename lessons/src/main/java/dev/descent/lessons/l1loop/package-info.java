/** Lesson 1, the training loop: data, network, loss, optimizer, loop, evaluation, saving. */
package dev.descent.lessons.l1loop;
