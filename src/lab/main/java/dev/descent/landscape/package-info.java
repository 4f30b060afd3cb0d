/** Losses with two parameters, and the walks that optimizers take over them. */
@NullMarked
package dev.descent.landscape;

import org.jspecify.annotations.NullMarked;
