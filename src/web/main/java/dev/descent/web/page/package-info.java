/**
 * The pages of the course: what is in each, and what all share. A page is the same whether it is
 * served by this machine or a file of the static site; what needs a server is told so by its data.
 */
@NullMarked
package dev.descent.web.page;

import org.jspecify.annotations.NullMarked;
