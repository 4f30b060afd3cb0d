/**
 * PyTorch's optimizers as DL4J updaters, by PyTorch's names and with its settings; weight decay
 * beside them. All of them are saved with a network's configuration, their state with its updater.
 *
 * @serial exclude
 */
@NullMarked
package dev.descent.updater;

import org.jspecify.annotations.NullMarked;
