/** Practice 2, schedulers compared: StepLR, MultiStepLR and ReduceLROnPlateau in a training. */
@NullMarked
package dev.descent.lessons.p2schedules;

import org.jspecify.annotations.NullMarked;
