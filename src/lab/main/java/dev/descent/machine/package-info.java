/**
 * This machine: system, architecture, cores, memory, and the vector instructions of its processor.
 * All of that is found with the JDK alone, before any native library is loaded: a library built for
 * another processor does not throw, it ends the JVM.
 */
@NullMarked
package dev.descent.machine;

import org.jspecify.annotations.NullMarked;
