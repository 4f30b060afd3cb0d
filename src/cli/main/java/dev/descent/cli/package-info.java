/** The commands of {@code descent}. Nobody imports this package. */
@NullMarked
package dev.descent.cli;

import org.jspecify.annotations.NullMarked;
