/** Optimizers as DL4J updaters, by the names and with the settings of the document. */
@NullMarked
package dev.descent.updater;

import org.jspecify.annotations.NullMarked;
