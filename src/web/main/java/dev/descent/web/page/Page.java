package dev.descent.web.page;

import dev.descent.web.html.Html;

/**
 * A page of the course.
 *
 * @param file its name, with which other pages link to it, such as {@code lesson-3.html}; all pages
 *     lie in one folder
 * @param title what the browser's tab says
 * @param content what is in it, from its {@code h1} on
 * @param script its ES module among the resources of this package, such as {@code lab.js}
 * @param data what the module is given, as something that Jackson can write; it reads it with
 *     {@code data()} of {@code core.js}
 */
public record Page(String file, String title, Html content, String script, Object data) {}
