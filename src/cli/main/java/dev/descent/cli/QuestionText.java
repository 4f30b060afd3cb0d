package dev.descent.cli;

import dev.descent.lesson.Block;
import dev.descent.lesson.LessonText;
import dev.descent.lesson.Question;
import dev.descent.lesson.Question.Kind;
import dev.descent.lesson.Question.Option;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Questions of a lesson as Markdown for a terminal. */
final class QuestionText {
  private QuestionText() {}

  /** A lesson's text: each question without its answer, and the answers at its end. */
  static String reading(LessonText text) {
    String questions = text.with(it -> "**" + title(it) + ".** " + asked(it));
    String answers =
        text.questions().stream()
            .map(it -> "- " + it.prompt() + " " + reasons(it, rightOf(it)))
            .collect(Collectors.joining("\n"));
    String end = answers.isEmpty() ? "" : "\n## Answers\n\n" + answers + "\n";
    return LessonText.withoutMarks(questions + end);
  }

  static String title(Question question) {
    return question.isPrediction() ? "Predict" : "Check";
  }

  /** The prompt and what there is to choose from. */
  static String asked(Question question) {
    List<Option> shown = shown(question);
    StringBuilder text = new StringBuilder(question.prompt()).append("\n\n");
    for (int i = 0; i < shown.size(); i++) {
      text.append("- ").append(letter(i)).append(") ").append(shown.get(i).label()).append('\n');
    }
    return text.toString();
  }

  /**
   * The options that are shown: none for a number, and of an order in another one than is right.
   */
  static List<Option> shown(Question question) {
    return switch (question.kind()) {
      case CHOICE -> question.options();
      case NUMBER -> List.of();
      case ORDER ->
          question.options().stream().sorted(Comparator.comparing(Option::plain)).toList();
    };
  }

  static char letter(int index) {
    return (char) ('a' + index);
  }

  /** The labels of what the text says is right. */
  static List<String> rightOf(Question question) {
    return question.right().stream().map(Option::label).toList();
  }

  /**
   * Why what is right is right.
   *
   * @param right its labels, or the number
   */
  static String reasons(Question question, List<String> right) {
    String answer = String.join(", then ", right);
    String why =
        question.kind() == Kind.ORDER
            ? answer
                + ". "
                + question.options().stream()
                    .map(it -> it.label() + ": " + it.why())
                    .collect(Collectors.joining(" "))
            : answer + ": " + question.right().get(0).why();
    return (why + " " + question.explanation().replace('\n', ' ')).strip();
  }

  /**
   * What a run says to a question: the labels of what is right, in their order, or a number; empty
   * if it says nothing.
   */
  static List<String> answer(Question question, List<Block> blocks) {
    if (question.kind() == Kind.NUMBER) {
      return Block.only(Block.Value.class, blocks).stream()
          .filter(it -> it.name().equals(question.run()))
          .map(Block.Value::text)
          .limit(1)
          .toList();
    }
    return Block.only(Block.Answer.class, blocks).stream()
        .filter(it -> it.name().equals(question.run()))
        .findFirst()
        .map(Block.Answer::options)
        .orElse(List.of());
  }
}
