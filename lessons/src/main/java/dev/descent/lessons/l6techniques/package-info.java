/** Lesson 6: gradient clipping, mixed precision with loss scaling, batch normalisation. */
package dev.descent.lessons.l6techniques;
