package dev.descent.lesson;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** All lessons, in their order. The module of the lessons provides one, as a Java service. */
public interface Curriculum {
  /** The lessons first, then the practices. */
  List<Lesson> lessons();

  /** The curriculum on the class path. */
  static Curriculum load() {
    return ServiceLoader.load(Curriculum.class)
        .findFirst()
        .orElseThrow(
            () -> new UnfitMachineException("this build has no lessons; build the whole project"));
  }

  /**
   * The lesson of this id.
   *
   * @throws BadInputException if there is none
   */
  default Lesson lesson(String id) {
    return lessons().stream()
        .filter(lesson -> lesson.id().equalsIgnoreCase(id.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "no lesson '"
                        + id
                        + "'; there are "
                        + lessons().stream().map(Lesson::id).collect(Collectors.joining(", "))));
  }
}
