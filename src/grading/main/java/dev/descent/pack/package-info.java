/** What is handed on of a project, as archives: to students, and to Gradescope. */
@NullMarked
package dev.descent.pack;

import org.jspecify.annotations.NullMarked;
