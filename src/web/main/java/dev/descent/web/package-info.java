/**
 * The course in the browser: pages, what runs behind them, and a server of this machine for both.
 */
@NullMarked
package dev.descent.web;

import org.jspecify.annotations.NullMarked;
