/**
 * Layers of Deeplearning4j set to what PyTorch means by them: {@link dev.descent.layer.BatchNorm1d}
 * and {@link dev.descent.layer.Dropout}.
 */
@NullMarked
package dev.descent.layer;

import org.jspecify.annotations.NullMarked;
