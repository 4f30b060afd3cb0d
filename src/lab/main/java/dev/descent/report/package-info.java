/** Reports as web pages that are one file each and need nothing else. */
@NullMarked
package dev.descent.report;

import org.jspecify.annotations.NullMarked;
