/** Submissions of students: folders and archives of strangers, read without trusting them. */
@NullMarked
package dev.descent.submission;

import org.jspecify.annotations.NullMarked;
