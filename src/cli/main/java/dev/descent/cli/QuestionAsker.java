package dev.descent.cli;

import dev.descent.lesson.LessonText;
import dev.descent.lesson.Question;
import dev.descent.lesson.Question.Option;
import dev.descent.report.Paragraph;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Asks the questions of a lesson in a terminal, and says what is right about an answer. */
final class QuestionAsker {
  private static final String INDENT = "  ";

  /** As many lines of the text before a question as leave room for the question on a screen. */
  private static final int MOST_LINES = 30;

  private final BufferedReader in;
  private final PrintWriter out;
  private final int width;
  private int asked;
  private int right;

  QuestionAsker(BufferedReader in, PrintWriter out, int width) {
    this.in = in;
    this.out = out;
    this.width = width;
  }

  /** How many were answered. */
  int asked() {
    return asked;
  }

  /** How many of these were right. */
  int right() {
    return right;
  }

  /**
   * Asks a question until there is an answer to it.
   *
   * @param last the answer of last time; empty if there was none
   * @return the labels that were chosen, or the number; empty if it is left out
   */
  List<String> ask(Question question, List<String> last) {
    out.print(
        MarkdownText.of(
            LessonText.withoutMarks(
                "**" + QuestionText.title(question) + ".** " + QuestionText.asked(question)),
            width));
    if (!last.isEmpty()) {
      out.println("Last time you said: " + String.join(", then ", last) + ".");
    }
    while (true) {
      out.print(hint(question));
      out.flush();
      String line = line();
      if (line == null || line.isBlank()) {
        out.println();
        return List.of();
      }
      Optional<List<String>> answer = answer(question, line.strip());
      if (answer.isPresent()) {
        out.println();
        return answer.get();
      }
      out.println("This is no answer here" + instead(question) + ".");
    }
  }

  /** Shows what the text has before a question, its end where that is long. */
  void show(String before) {
    List<String> lines = MarkdownText.of(LessonText.withoutMarks(before), width).lines().toList();
    int first = Math.max(0, lines.size() - MOST_LINES);
    if (first > 0) {
      out.println("…");
    }
    lines.subList(first, lines.size()).forEach(out::println);
    if (!lines.isEmpty()) {
      out.println();
    }
  }

  private static String hint(Question question) {
    int last = question.options().size() - 1;
    String form =
        switch (question.kind()) {
          case CHOICE -> "a to " + QuestionText.letter(last);
          case NUMBER -> "a number";
          case ORDER -> "the letters in their order";
        };
    return "Your answer, " + form + ", or Enter for none: ";
  }

  private static String instead(Question question) {
    return switch (question.kind()) {
      case CHOICE -> ": one letter, please, as b";
      case NUMBER -> ": a number alone, please, with a point, as 0.5 or 12";
      case ORDER ->
          ": each letter once, please, as "
              + IntStream.range(0, question.options().size())
                  .mapToObj(i -> "" + QuestionText.letter(i))
                  .collect(Collectors.joining());
    };
  }

  private String line() {
    try {
      return in.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was meant by a line; empty if it is no answer. */
  private static Optional<List<String>> answer(Question question, String line) {
    if (question.kind() == Question.Kind.NUMBER) {
      return Question.number(line).isPresent() ? Optional.of(List.of(line)) : Optional.empty();
    }
    List<Option> shown = QuestionText.shown(question);
    List<String> labels = new ArrayList<>();
    for (char letter : line.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "").toCharArray()) {
      int index = letter - 'a';
      if (index >= shown.size() || labels.contains(shown.get(index).plain())) {
        return Optional.empty();
      }
      labels.add(shown.get(index).plain());
    }
    int wanted = question.kind() == Question.Kind.ORDER ? shown.size() : 1;
    return labels.size() == wanted ? Optional.of(labels) : Optional.empty();
  }

  /**
   * Says what is right.
   *
   * @param answer as {@link #ask} gave it
   * @param wanted what the run says, or the text
   * @param values of the run, which stand in the explanation in place of the recorded ones
   * @return whether the answer is right
   */
  boolean tell(
      Question question, List<String> answer, List<String> wanted, Map<String, String> values) {
    boolean isRight = isRight(question, answer, wanted);
    StringBuilder words = new StringBuilder();
    if (!answer.isEmpty()) {
      asked++;
      right += isRight ? 1 : 0;
      words.append(isRight ? "Right. " : "Not so. ");
      believed(question, answer)
          .ifPresent(it -> words.append("You said %s: %s ".formatted(it.label(), it.why())));
      words.append(isRight ? "" : "It is ");
    }
    words.append(QuestionText.reasons(question, wanted));
    out.print(
        Paragraph.of(QuestionText.title(question) + ": " + question.prompt(), "", INDENT, width));
    out.println(
        Paragraph.of(
            LessonText.withoutMarks(LessonText.filled(words.toString(), values::getOrDefault)),
            INDENT,
            INDENT,
            width));
    return isRight;
  }

  private static boolean isRight(Question question, List<String> answer, List<String> wanted) {
    if (question.kind() != Question.Kind.NUMBER || answer.isEmpty()) {
      return answer.equals(wanted.stream().map(it -> it.replace("`", "")).toList());
    }
    return question.isNear(number(answer), number(wanted));
  }

  private static double number(List<String> answer) {
    return Question.number(answer.get(0)).orElse(Double.NaN);
  }

  /** The wrong option that was given as an answer; empty if it is none of those that are told. */
  private static Optional<Option> believed(Question question, List<String> answer) {
    if (answer.isEmpty() || question.kind() == Question.Kind.ORDER) {
      return Optional.empty();
    }
    return question.options().stream()
        .filter(it -> !it.isRight())
        .filter(
            it ->
                question.kind() == Question.Kind.NUMBER
                    ? isSame(question, it, answer)
                    : it.plain().equals(answer.get(0)))
        .findFirst();
  }

  private static boolean isSame(Question question, Option option, List<String> answer) {
    OptionalDouble told = Question.number(option.plain());
    return told.isPresent() && question.isNear(number(answer), told.getAsDouble());
  }
}
