package dev.descent.web.page;

import dev.descent.lesson.Lesson;
import java.nio.file.Path;

/**
 * Addresses on pages, for those that the project's texts have: those are relative to the text's own
 * folder, as for readers of the files.
 */
final class Links {
  private final Course course;
  private final Path folder;

  /**
   * @param folder of the text, in the project
   */
  Links(Course course, Path folder) {
    this.course = course;
    this.folder = folder;
  }

  /**
   * The address of a page or picture of the course; of the web as it is; empty for what is neither.
   */
  String of(String destination) {
    if (destination.matches("https?://.*") || destination.startsWith("#")) {
      return destination;
    }
    String file = destination.replaceFirst("#.*", "");
    Path target = folder.resolve(file).normalize();
    for (Lesson lesson : course.curriculum().lessons()) {
      if (target.startsWith(lesson.folder())) {
        return Course.file(lesson);
      }
    }
    String name = String.valueOf(target.getFileName());
    if (target.startsWith("docs/images")) {
      return "images/" + name;
    }
    return target.startsWith("docs") && name.endsWith(".md")
        ? "doc-" + name.replaceFirst("\\.md$", ".html") + destination.substring(file.length())
        : "";
  }
}
