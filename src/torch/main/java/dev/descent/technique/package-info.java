/**
 * Techniques of PyTorch's training loops for any DL4J network: {@link
 * dev.descent.technique.GradientClipping} and {@link dev.descent.technique.StopOnNonFinite} are
 * listeners, {@link dev.descent.technique.MixedPrecision} takes the place of {@code fit}, {@link
 * dev.descent.technique.ReduceLROnPlateau} lowers the rate, and {@link
 * dev.descent.technique.Patience} is a rule for DL4J's early stopping.
 *
 * @serial exclude
 */
@NullMarked
package dev.descent.technique;

import org.jspecify.annotations.NullMarked;
