/** How far a student is: {@link dev.descent.progress.Progress}, kept in one file. */
package dev.descent.progress;
