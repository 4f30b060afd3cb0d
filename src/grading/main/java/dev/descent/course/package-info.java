/** A whole class: its grading, one submission beside the other, and what is written of it. */
@NullMarked
package dev.descent.course;

import org.jspecify.annotations.NullMarked;
