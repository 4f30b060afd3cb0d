package dev.descent.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.lesson.CodeRegion;
import dev.descent.lesson.Lesson;
import dev.descent.lesson.LessonText;
import dev.descent.lesson.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of the lessons, by themselves; {@link LessonsTest} holds them to runs. */
class LessonTextTest {
  private static final Path PROJECT = Path.of("..");

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\d_.]|\\p{L}-)\\d[\\d,]*(\\.\\d+)?(e[-−+]?\\d+)?(?![\\d_]| ?\\p{L}\\d)");

  /** Numbers up to this one count things. */
  private static final double COUNT = 12;

  static List<Lesson> lessons() {
    String only = System.getProperty("descent.lessons", "");
    return new AllLessons()
        .lessons().stream()
            .filter(lesson -> only.isEmpty() || List.of(only.split(",")).contains(lesson.id()))
            .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lessons")
  void saysWhatIsNeededWhatOneWillBeAbleToDoAndHowLongItTakes(Lesson lesson) {
    String text = lesson.text().markdown();
    List<String> inOrder =
        List.of(
            "# " + lesson.name() + ": " + lesson.title() + "\n",
            "\n**You need** ",
            " you can\n\n- ",
            "\n**Time** ",
            "<!--read.minutes--> minutes to read",
            "<!--run.minutes--> to run",
            "<!--run.machine-->",
            "\n## Common mistakes\n",
            "\n## Check yourself\n",
            "\n## Exercises\n",
            "\n## Read more\n");
    int from = 0;
    for (String piece : inOrder) {
      int at = text.indexOf(piece, from);
      assertTrue(at >= 0, lesson.name() + " has no '" + piece + "' in its place");
      from = at + piece.length();
    }
    assertTrue(text.startsWith(inOrder.get(0)), lesson.name() + " begins with its title");
    assertFalse(text.contains("—"), lesson.name() + " has a dash of a length nobody types");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lessons")
  void asksFourQuestionsOrMoreBeforeARunAndFiveAtTheEnd(Lesson lesson) {
    List<Question> questions = lesson.text().questions();
    long predict = questions.stream().filter(Question::isPrediction).count();
    assertTrue(predict >= 4, lesson.name() + " asks for " + predict + " predictions");
    assertEquals(5, questions.size() - predict, lesson.name() + " has questions to check");
    Set<String> parts = parts(lesson);
    for (Question question : questions) {
      question
          .part()
          .ifPresent(part -> assertTrue(parts.contains(part), part + " is no part: " + question));
    }
    String text = lesson.text().markdown();
    int check = text.indexOf("\n## Check yourself\n");
    assertTrue(text.indexOf("<b>Check.</b>") > check, "check questions stand at the end");
    assertTrue(text.lastIndexOf("<b>Predict.</b>") < check, "predict questions stand before");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lessons")
  void takesAsLongAsTheTeachingGuideSays(Lesson lesson) throws IOException {
    String row =
        "[%s] | %s | %s |"
            .formatted(
                lesson.id(),
                lesson.text().slots().get("read.minutes"),
                lesson.text().slots().get("run.minutes"));
    String guide = Files.readString(PROJECT.resolve("docs/teaching.md"));
    assertTrue(guide.contains(row), "docs/teaching.md has no '" + row + "'");
  }

  private static Set<String> parts(Lesson lesson) {
    return lesson.parts().stream()
        .map(part -> part.getClass().getSimpleName())
        .collect(Collectors.toSet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lessons")
  void takesItsSlotsFromItsParts(Lesson lesson) {
    Set<String> parts = parts(lesson);
    for (String name : lesson.text().slots().keySet()) {
      String part = name.substring(0, name.indexOf('.'));
      assertTrue(
          parts.contains(part) || part.equals("read") || part.equals("run"),
          name + " is of no part of " + lesson.name());
    }
    String marks = lesson.text().markdown().replaceAll("<!--(code|choice|number|order).*?-->", "");
    long comments = Pattern.compile("<!--").matcher(marks).results().count();
    long slots = LessonText.SLOT.matcher(marks).results().count();
    assertEquals(slots, comments, lesson.name() + " has comments without a word before them");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lessons")
  void itsCodeIsThatOfTheFiles(Lesson lesson) throws IOException {
    String text = lesson.text().markdown();
    List<LessonText.Code> blocks = lesson.text().code();
    for (LessonText.Code code : blocks) {
      Path file = PROJECT.resolve(lesson.folder()).resolve(code.file());
      assertEquals(
          CodeRegion.of(Files.readString(file), code.region()),
          code.text(),
          "./descent dev record --code " + lesson.id() + " renews " + code.file());
    }
    long fences = Pattern.compile("(?m)^```(java|python)$").matcher(text).results().count();
    assertEquals(blocks.size(), fences, lesson.name() + " has code that was typed");
    assertTrue(blocks.stream().anyMatch(it -> it.file().endsWith(".java")), lesson.name());
    assertTrue(blocks.stream().anyMatch(it -> it.file().endsWith(".py")), lesson.name());
  }

  /** A number is in a slot, or a setting that the code has, or counts something. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("lessons")
  void everyNumberHasASource(Lesson lesson) throws IOException {
    Set<Double> settings = settings(lesson);
    List<String> strangers = new ArrayList<>();
    for (String line : prose(lesson.text().markdown())) {
      for (MatchResult found : NUMBER.matcher(line).results().toList()) {
        double number =
            Double.parseDouble(
                found.group().replace(",", "").replace('−', '-').replaceFirst("\\.$", ""));
        boolean isShare = line.startsWith(" %", found.end());
        boolean isCount = number <= COUNT && number == Math.rint(number) && !isShare;
        boolean isYear = found.group().matches("(19|20)\\d\\d");
        boolean isVersion = line.substring(0, found.start()).matches(".*(PyTorch|JDK|Java) ");
        if (!isCount
            && !isYear
            && !isVersion
            && !settings.contains(number)
            && !(isShare && settings.contains(Double.parseDouble("" + number / 100)))) {
          strangers.add(found.group() + " in: " + line.strip());
        }
      }
    }
    assertEquals(
        List.of(), strangers, lesson.name() + " has numbers that no run and no code gives");
  }

  /** The lines of a text that speak: no code, formulas, headings, slots, links, books. */
  private static List<String> prose(String markdown) {
    String text =
        markdown
            .replaceAll("(?s)\n## Read more\n.*", "\n")
            .replaceAll("(?ms)^```.*?^```$", "")
            .replaceAll("(?m)^( {4}|#).*$", "")
            .replaceAll("!\\[[^\\]]*\\]\\([^)]*\\)", "")
            .replaceAll("\\]\\([^)]*\\)", "]")
            .replaceAll("`[^`]*`|<code>.*?</code>", "");
    List<String> lines = new ArrayList<>();
    boolean isOfNumbers = false;
    for (String line : LessonText.SLOT.matcher(text).replaceAll("").lines().toList()) {
      isOfNumbers = line.startsWith("<!--number") || isOfNumbers && !line.isBlank();
      String shown = isOfNumbers ? line.replaceFirst("^- [^:]*:", "") : line;
      lines.add(LessonText.withoutMarks(shown));
    }
    return lines;
  }

  /** The numbers in the code of a lesson, but for those in its texts. */
  private static Set<Double> settings(Lesson lesson) throws IOException {
    Set<Double> settings = new HashSet<>();
    try (Stream<Path> files = Files.walk(PROJECT.resolve(lesson.folder()))) {
      for (Path file : files.filter(it -> it.toString().matches(".*\\.(java|py)")).toList()) {
        String code =
            Files.readString(file)
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("//.*|\"[^\"]*\"", "")
                .replaceAll("(?<=\\d)_(?=\\d)", "");
        Pattern.compile("(?<![\\w.])\\d*\\.?\\d+(e-?\\d+)?")
            .matcher(code)
            .results()
            .forEach(number -> settings.add(Double.parseDouble(number.group())));
      }
    }
    return settings;
  }
}
