/**
 * The main job: optimizers compared on the same network and data, over several seeds, with one or
 * with many values of their settings, and what is made of it: a table, words, figures, files.
 */
@NullMarked
package dev.descent.compare;

import org.jspecify.annotations.NullMarked;
