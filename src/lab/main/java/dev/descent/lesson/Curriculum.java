package dev.descent.lesson;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import java.util.List;
import java.util.Locale;
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
   * The lesson of this id, before which may be the word: {@code 3}, {@code lesson3}, {@code p1},
   * {@code practice 1}.
   *
   * @throws BadInputException if there is none
   */
  default Lesson lesson(String id) {
    String wanted =
        id.strip()
            .toLowerCase(Locale.ROOT)
            .replaceFirst("^lesson[- ]?(?=p?\\d)", "")
            .replaceFirst("^practice[- ]?(?=\\d)", "p");
    return lessons().stream()
        .filter(lesson -> lesson.id().equals(wanted))
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
