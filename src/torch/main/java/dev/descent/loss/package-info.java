/**
 * Loss functions for DL4J's output layers, with PyTorch's names, formulas and limits.
 *
 * <p>With DL4J's default {@code miniBatch(true)}, {@code net.score()} is the number PyTorch's loss
 * would give (plus l1 and l2 terms, if set), and a step uses its gradient. DL4J adds up what a loss
 * returns for each row and divides by the batch size B, so the classes here return, for {@link
 * dev.descent.loss.Reduction#MEAN}, the mean over a row's outputs, and for {@link
 * dev.descent.loss.Reduction#SUM}, B times the sum. {@code computeScoreArray} gives each row's
 * share: its mean (MEAN) or its sum (SUM) is the loss. PyTorch's {@code reduction='none'} is the
 * method {@code elements}. With {@code miniBatch(false)} DL4J does not divide, and losses and
 * gradients are B times too large, for a sum, too.
 *
 * <p>Masks of 0 and 1 work as in DL4J: [B, 1] for rows or, except for the cross entropy, [B, n] for
 * single outputs; what is masked out adds nothing, and the mean still divides by all B rows and n
 * outputs. {@code RnnOutputLayer} hands over every time step as a row but divides by the number of
 * sequences.
 *
 * <p>All of them are saved with a network's configuration.
 *
 * <p>Half precision is computed in float32 and rounded once, at the end.
 *
 * @serial exclude
 */
@NullMarked
package dev.descent.loss;

import org.jspecify.annotations.NullMarked;
