/**
 * Trainings by PyTorch, step by step in files, repeated with Deeplearning4j and compared.
 *
 * <p>A {@link dev.descent.parity.Fixture} is the file; {@link dev.descent.parity.Replay} repeats
 * its training and measures by how much it deviates; {@link dev.descent.parity.Construct} says what
 * stands for what.
 */
@NullMarked
package dev.descent.parity;

import org.jspecify.annotations.NullMarked;
