/** Slips made by rules: what a right answer becomes where a student slips in one place. */
@NullMarked
package dev.descent.slip;

import org.jspecify.annotations.NullMarked;
