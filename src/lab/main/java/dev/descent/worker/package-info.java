/**
 * Worker JVMs: work that needs a process of its own, done by a few that stay warm between jobs.
 *
 * <p>Two networks in two threads of one JVM share JavaCPP's lock and gain next to nothing; in two
 * processes they run side by side. A process can also be killed when it takes too long or crashes,
 * and nothing else is harmed.
 */
@NullMarked
package dev.descent.worker;

import org.jspecify.annotations.NullMarked;
