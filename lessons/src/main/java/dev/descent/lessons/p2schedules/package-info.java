/** Practice 2, schedulers compared: StepLR, MultiStepLR and ReduceLROnPlateau in a training. */
package dev.descent.lessons.p2schedules;
