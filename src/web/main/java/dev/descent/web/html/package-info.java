/**
 * Text for a browser: HTML that escapes by construction, Markdown, formulas as MathML, code with
 * its colours.
 */
@NullMarked
package dev.descent.web.html;

import org.jspecify.annotations.NullMarked;
