/**
 * What goes on behind the pages: lessons that run, experiments of the Lab, exercises that are
 * graded, and the news of all that. Nothing here knows of HTTP.
 */
@NullMarked
package dev.descent.web.run;

import org.jspecify.annotations.NullMarked;
