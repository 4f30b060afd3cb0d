/** Lesson 6: gradient clipping, mixed precision with loss scaling, batch normalisation. */
@NullMarked
package dev.descent.lessons.l6techniques;

import org.jspecify.annotations.NullMarked;
