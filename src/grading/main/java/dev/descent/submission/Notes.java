package dev.descent.submission;

import java.util.ArrayList;
import java.util.List;

/** Notes about a submission. A hostile one gives a reason for thousands. */
final class Notes {
  private static final int MOST = 20;

  private final List<String> lines = new ArrayList<>();
  private int more;

  /**
   * Takes a note.
   *
   * @param path of the file it is about, as it was found
   * @param words what follows the name
   */
  void add(String path, String words) {
    line(Names.shown(path) + " " + words);
  }

  /** Takes a note whose names are {@link Names#shown} already. */
  void line(String line) {
    if (lines.size() < MOST) {
      lines.add(line);
    } else {
      more++;
    }
  }

  /** All, and how many others there were. */
  List<String> all(ReadBudget limits) {
    List<String> all = new ArrayList<>();
    String reached = limits.reached();
    if (reached != null) {
      all.add(reached); // first, as it explains what is missing below
    }
    all.addAll(lines);
    if (more > 0) {
      all.add("and " + more + " more");
    }
    return List.copyOf(all);
  }
}
