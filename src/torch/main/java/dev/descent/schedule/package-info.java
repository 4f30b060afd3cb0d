/** Learning-rate schedules as DL4J's ISchedule, by PyTorch's names. */
@NullMarked
package dev.descent.schedule;

import org.jspecify.annotations.NullMarked;
