/**
 * Is this machine fit for Descent? One {@link dev.descent.doctor.Check} a question, each with what
 * was found and what to do. The verdicts are functions of what was found, so that machines that are
 * not at hand can be tested; what may crash or hang runs in a process of its own.
 */
@NullMarked
package dev.descent.doctor;

import org.jspecify.annotations.NullMarked;
