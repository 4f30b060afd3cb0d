package dev.descent;

import dev.descent.machine.Machine;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Stops the tests with a sentence where the processor lacks what the natives need; without it the
 * JVM would crash.
 */
public final class FitMachine implements LauncherSessionListener {
  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Machine.requireFit(Build.THIS.natives());
  }
}
