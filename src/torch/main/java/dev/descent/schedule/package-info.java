/** Learning-rate schedules as DL4J's ISchedule, by PyTorch's names. */
package dev.descent.schedule;
