/**
 * Layers of Deeplearning4j with PyTorch's meaning: {@link dev.descent.layer.Linear}, {@link
 * dev.descent.layer.BatchNorm1d} and {@link dev.descent.layer.Dropout}.
 *
 * @serial exclude
 */
@NullMarked
package dev.descent.layer;

import org.jspecify.annotations.NullMarked;
