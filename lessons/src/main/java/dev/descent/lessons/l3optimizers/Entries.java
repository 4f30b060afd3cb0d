package dev.descent.lessons.l3optimizers;

import java.util.Map;
import java.util.Objects;

/** Entries of maps whose keys are known to be there. */
final class Entries {
  private Entries() {}

  /** The value of a key, which must be there. */
  static <K, V> V value(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key), () -> "nothing for " + key);
  }
}
