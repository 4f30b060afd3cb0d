/**
 * Learning-rate schedules as DL4J's ISchedule, by PyTorch's names. All of them are saved with a
 * network's configuration.
 *
 * @serial exclude
 */
@NullMarked
package dev.descent.schedule;

import org.jspecify.annotations.NullMarked;
