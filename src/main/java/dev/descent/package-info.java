/**
 * The root holds only what every package may need and what needs none of them: the two exceptions
 * that become exit codes, and what this build is.
 */
package dev.descent;
