/** A whole class: its grading, one submission beside the other, and what is written of it. */
package dev.descent.course;
