/** Optimizers as DL4J updaters, by the names and with the settings of the document. */
package dev.descent.updater;
