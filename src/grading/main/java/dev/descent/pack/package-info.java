/** What is handed on of a project, as archives: to students, and to Gradescope. */
package dev.descent.pack;
