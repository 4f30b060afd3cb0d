package dev.descent.lesson;

import dev.descent.BadInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a lesson: Markdown that GitHub shows as it stands, with three things that are alive.
 * Comments, which GitHub hides, mark them.
 *
 * <ul>
 *   <li>A <em>slot</em> is a word, mostly a number, and after it the name of the {@link
 *       Block.Value} that it has from a run: {@code 98.0<!--Loop.accuracy-->}.
 *   <li>A <em>block of code</em> below {@code <!--code Loop.java region-->} is taken from a file.
 *   <li>A {@link Question} stands in a {@code <details>}.
 * </ul>
 */
public final class LessonText {
  /** A word and the name of its value. */
  public static final Pattern SLOT =
      Pattern.compile("([^\\s|()\\[\\]<>*±≈`]+)<!--([A-Za-z0-9]+\\.[a-z0-9-]+)-->");

  private static final Pattern CODE =
      Pattern.compile("<!--code (\\S+) (\\S+)-->\n```(\\w+)\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->");

  /**
   * A block of code of a file.
   *
   * @param file its name, beside the text
   * @param region its name in the file, see {@link CodeRegion}
   */
  public record Code(String file, String region, String text) {}

  private final String markdown;
  private final List<Question> questions = new ArrayList<>();

  /** The text cut at its questions: what stands before each, and after the last. */
  private final List<String> between = new ArrayList<>();

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException if a question is not written as one is, with its line
   */
  public LessonText(String markdown) {
    this.markdown = markdown;
    List<String> lines = markdown.lines().toList();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith("<details>")) {
        text.append(lines.get(i)).append('\n');
        continue;
      }
      int end = i;
      while (end < lines.size() && !lines.get(end).equals(Question.END)) {
        end++;
      }
      try {
        if (end == lines.size()) {
          throw new IllegalArgumentException("the question has no end, " + Question.END);
        }
        questions.add(Question.of(lines.subList(i, end + 1)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
      }
      between.add(text.toString());
      text.setLength(0);
      i = end;
    }
    between.add(text.toString());
  }

  /** The text as it is written. */
  public String markdown() {
    return markdown;
  }

  /** In the order of the text. */
  public List<Question> questions() {
    return List.copyOf(questions);
  }

  /**
   * The text with each question as a reader shows it.
   *
   * @param shown Markdown that stands in the place of a question
   */
  public String with(Function<Question, String> shown) {
    StringBuilder text = new StringBuilder(between.get(0));
    for (int i = 0; i < questions.size(); i++) {
      text.append(shown.apply(questions.get(i))).append('\n').append(between.get(i + 1));
    }
    return text.toString();
  }

  /**
   * What stands before a question: since the question before it, or since its section began. Where
   * nothing does and the question is the first, it is the opening of the lesson.
   */
  public String before(Question question) {
    int number = questions.indexOf(question);
    String text = between.get(number);
    int heading = text.lastIndexOf("\n## ");
    String near = heading < 0 ? text : text.substring(text.indexOf('\n', heading + 1));
    if (near.isBlank() && number == 0) {
      return text.split("\n\\*\\*You need\\*\\*", 2)[0].replaceFirst("^# .*\n", "").strip();
    }
    return near.strip();
  }

  /** A piece of a text without its marks. */
  public static String withoutMarks(String markdown) {
    return COMMENT.matcher(markdown.replaceAll("(?m)^<!--code .*-->\n", "")).replaceAll("");
  }

  /** The words in the slots by the names of their values, as recorded; each name once. */
  public Map<String, String> slots() {
    Map<String, String> slots = new LinkedHashMap<>();
    SLOT.matcher(markdown).results().forEach(slot -> slots.put(slot.group(2), slot.group(1)));
    return slots;
  }

  /**
   * A piece of a text with other words in its slots.
   *
   * @param word gives for the name of a value and the word that is there the one to be there
   */
  public static String filled(String markdown, BinaryOperator<String> word) {
    return SLOT.matcher(markdown)
        .replaceAll(
            slot ->
                Matcher.quoteReplacement(
                    word.apply(slot.group(2), slot.group(1)) + "<!--" + slot.group(2) + "-->"));
  }

  /** Its blocks of code. */
  public List<Code> code() {
    return CODE.matcher(markdown)
        .results()
        .map(block -> new Code(block.group(1), block.group(2), block.group(4)))
        .toList();
  }

  /** A text whose blocks of code are those of the files. */
  public static String withCode(String markdown, Function<Code, String> source) {
    return CODE.matcher(markdown)
        .replaceAll(
            block -> {
              Code code = new Code(block.group(1), block.group(2), block.group(4));
              if (code.text().contains("<!--code ")) {
                throw new BadInputException(
                    "the block of code of %s %s must be closed by ```, got another block within it"
                        .formatted(code.file(), code.region()));
              }
              return Matcher.quoteReplacement(
                  "<!--code %s %s-->\n```%s\n%s```\n"
                      .formatted(code.file(), code.region(), block.group(3), source.apply(code)));
            });
  }

  /**
   * The minutes that a reader of 200 words a minute takes, code and tables included; at least 1.
   */
  public long minutes() {
    String words = withoutMarks(markdown).replaceAll("[|#>*-]+", " ");
    return Math.max(1, Math.round(words.split("\\s+").length / 200.0));
  }
}
