package dev.descent.web.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The states of what runs behind a page: a lesson, an experiment of the Lab, a training of it. */
public enum RunState {
  WAITING,
  RUNNING,
  DONE,
  STOPPED,
  FAILED;

  /** Tells whether nothing more comes. */
  boolean isEnd() {
    return this != WAITING && this != RUNNING;
  }

  /** Its name in JSON. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static RunState of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
