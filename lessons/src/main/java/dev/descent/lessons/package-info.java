/** Seven lessons and three practices; each has a package below this one, with its text. */
@NullMarked
package dev.descent.lessons;

import org.jspecify.annotations.NullMarked;
