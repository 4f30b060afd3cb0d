/**
 * The main job: optimizers compared on the same network and data, over several seeds, and what is
 * made of it: a table, words, figures, files.
 */
package dev.descent.compare;
