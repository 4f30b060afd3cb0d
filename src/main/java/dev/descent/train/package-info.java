/**
 * Experiments: a network trained on data with an optimizer, and the record of what happened.
 *
 * <p>{@link dev.descent.train.Training} is the loop; {@link dev.descent.train.TrainingJob} runs it
 * in a worker JVM.
 *
 * <p>Beside it are the techniques that a network of one's own can be trained with: {@link
 * dev.descent.train.GradientClipping} and {@link dev.descent.train.StopOnNonFinite} are listeners,
 * {@link dev.descent.train.MixedPrecision} takes the place of {@code fit}, and {@link
 * dev.descent.train.Patience} is a rule for DL4J's early stopping.
 */
package dev.descent.train;
