/**
 * The server of this machine: who may ask, what each address answers, and how it starts and ends.
 */
@NullMarked
package dev.descent.web.server;

import org.jspecify.annotations.NullMarked;
