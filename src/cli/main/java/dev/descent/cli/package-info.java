/** The commands of {@code descent}. Nobody imports this package. */
package dev.descent.cli;
