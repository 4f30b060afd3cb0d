package dev.descent.web.html;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the file that a student edits says to the student.
 *
 * @param text the comment of its class; empty if there is none
 * @param tasks what is to be done, in the order of the file
 */
public record Javadoc(Html text, List<Task> tasks) {
  /**
   * A task: a comment that begins with TODO and a number.
   *
   * @param method the declaration of the method that it stands in, on one line; empty outside of
   *     any
   * @param comment the comment of that method; empty if there is none
   * @param text the words behind TODO and the number
   */
  public record Task(int number, String method, Html comment, Html text) {}

  private static final Pattern CLASS =
      Pattern.compile(
          "^/\\*\\*((?:(?!\\*/)(?s:.))*+)\\*/\\s*+(?:^@[^\\n]*+\\n\\s*+)*+"
              + "(?:(?:public|abstract|final|sealed|non-sealed|strictfp)\\s++)*+"
              + "(?:class|record|enum|interface|@interface)\\s",
          Pattern.MULTILINE);

  /** The comments in the source of a class. */
  public static Javadoc of(String javaSource) {
    String source = javaSource.replace("\r\n", "\n");
    JavadocText texts = new JavadocText(source);
    Matcher comment = CLASS.matcher(source);
    return new Javadoc(
        comment.find() ? texts.html(comment.group(1)) : Html.text(""),
        JavaTasks.in(source).stream()
            .map(
                task ->
                    new Task(
                        task.number(),
                        task.method(),
                        texts.html(task.comment()),
                        Html.tag("p", task.text())))
            .toList());
  }
}
