/** Practice 4: trainings that are sick, the signs by which one knows them, and what helps. */
@NullMarked
package dev.descent.lessons.p4gallery;

import org.jspecify.annotations.NullMarked;
