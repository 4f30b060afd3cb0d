/** Reports as web pages that are one file each and need nothing else. */
package dev.descent.report;
