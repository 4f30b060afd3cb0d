package dev.descent.cli;

import dev.descent.lesson.Block;
import dev.descent.lesson.Lesson;
import dev.descent.lesson.Part;
import dev.descent.lesson.Question;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The questions of a lesson while it runs: those to predict before a part shows what it gives,
 * which answers them, and those to check at the end.
 */
final class LessonQuestions {
  private final Lesson lesson;
  private final PrintWriter out;
  private final List<Question> questions;
  private final QuestionAsker asker;
  private final Optional<Answers> answers;

  /** What was answered before the part that is shown now. */
  private final Map<Question, List<String>> open = new LinkedHashMap<>();

  private LessonQuestions(Lesson lesson, PrintWriter out, List<Question> questions) {
    this.lesson = lesson;
    this.out = out;
    this.questions = questions;
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    asker = new QuestionAsker(in, out, Tty.width());
    answers =
        Project.isHere() && !questions.isEmpty()
            ? Optional.of(new Answers(Project.home(), out))
            : Optional.empty();
  }

  /** Those of a lesson's text. */
  static LessonQuestions ask(Lesson lesson, PrintWriter out) {
    return new LessonQuestions(lesson, out, lesson.text().questions());
  }

  /** None: the lesson runs without them. */
  static LessonQuestions none(Lesson lesson, PrintWriter out) {
    return new LessonQuestions(lesson, out, List.of());
  }

  /** Asks what a part will show. */
  void before(Part part) {
    String name = part.getClass().getSimpleName();
    for (Question question : questions) {
      if (question.part().equals(Optional.of(name))) {
        asker.show(lesson.text().before(question));
        open.put(question, ask(question));
      }
    }
  }

  /** Says what was right, by the blocks of the part, and by their numbers if the run is whole. */
  void after(List<Block> blocks, boolean quick) {
    Map<String, String> values = new HashMap<>();
    Block.only(Block.Value.class, quick ? List.of() : blocks)
        .forEach(value -> values.put(value.name(), value.text()));
    open.forEach(
        (question, answer) ->
            asker.tell(question, answer, QuestionText.answer(question, blocks), values));
    open.clear();
  }

  /** Asks the questions to check, and says how many answers were right. */
  void end() {
    for (Question question : questions) {
      if (!question.isPrediction()) {
        asker.tell(question, ask(question), QuestionText.rightOf(question), Map.of());
      }
    }
    if (asker.asked() > 0) {
      out.printf("Right: %d of %d that you answered.%n%n", asker.right(), asker.asked());
    }
  }

  private List<String> ask(Question question) {
    List<String> last = answers.map(it -> it.last(lesson, question)).orElse(List.of());
    List<String> answer = asker.ask(question, last);
    if (!answer.isEmpty()) {
      answers.ifPresent(it -> it.keep(lesson, question, answer));
    }
    return answer;
  }
}
