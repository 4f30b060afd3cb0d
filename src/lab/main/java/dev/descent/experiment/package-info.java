/**
 * Experiments: a network trained on data with an optimizer, and the record of what happened.
 *
 * <p>{@link dev.descent.experiment.Training} is the loop; {@link
 * dev.descent.experiment.TrainingJob} runs it in a worker JVM.
 */
@NullMarked
package dev.descent.experiment;

import org.jspecify.annotations.NullMarked;
