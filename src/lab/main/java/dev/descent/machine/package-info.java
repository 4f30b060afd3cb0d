/**
 * What this machine is: system, architecture, cores, memory, and which vector instructions its
 * processor has. Found with the JDK alone, before any native library is loaded: a library built for
 * another processor does not throw, it ends the JVM.
 */
@NullMarked
package dev.descent.machine;

import org.jspecify.annotations.NullMarked;
