package dev.descent.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.BadInputException;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import dev.descent.report.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it changes the language of this JVM")
class NotebookTest {
  private final List<Block> blocks = new ArrayList<>();

  private static final Part PART = new TinyLessons().lesson("2").parts().get(0);

  private final Notebook out =
      new Notebook(PART, true, 7, new FigureFiles("", Set.of(), List.of()), blocks::add);

  private String text() {
    return blocks.stream().map(TerminalText::of).collect(Collectors.joining());
  }

  @Test
  void aParagraphIsWrappedForATerminal() {
    out.text("word ".repeat(30));
    for (String line : text().split("\n")) {
      assertEquals(line.stripTrailing(), line);
      assertEquals(true, line.length() <= 79, line);
    }
    assertEquals("word ".repeat(30).strip(), text().strip().replace('\n', ' '));
    assertEquals(true, text().endsWith("word\n\n"));
  }

  @Test
  void aNumberStaysWithItsPercentSign() {
    out.text("%s 98.5 %%, and more", "w".repeat(72));
    assertEquals("w".repeat(72) + "\n98.5 %, and more\n\n", text());
  }

  @Test
  void numbersAreWrittenTheEnglishWayWhereverItRuns() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      out.text("%.2f of 100 %%", 1.5);
      out.see(true, "%,.1f", 1234.5);
    } finally {
      Locale.setDefault(before);
    }
    assertEquals(
        List.of(new Block.Text("1.50 of 100 %"), new Block.Promise(true, "1,234.5")), blocks);
  }

  @Test
  void aMistakeStandsBesideWhatIsRight() {
    out.mistake("softmax twice", "a softmax before the loss", "loss 1.6", "logits", "loss 0.1");
    assertEquals(
        """
        Common mistake: softmax twice
          wrong  a softmax before the loss
                 loss 1.6
          right  logits
                 loss 0.1

        """,
        text());
  }

  @Test
  void tablesAlignTheirNumbers() {
    out.table(List.of(List.of("updater", "loss"), List.of("Adam", "0.1"), List.of("SGD", "12.3")));
    assertEquals(
        List.of(Column.text("updater"), Column.number("loss")),
        ((Block.Table) blocks.get(0)).columns());
    assertEquals(
        "  updater  loss\n  Adam      0.1\n  SGD      12.3\n\n",
        text().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void valuesAndAnswersAreNamedAfterTheirPart() {
    assertEquals("0.50", out.value("loss", "%.2f", 0.5));
    assertEquals("3", out.exact("steps", "%d", 3));
    out.answer("first", "SGD", "Adam");
    assertEquals(
        List.of(
            new Block.Value("Promises.loss", "0.50", false),
            new Block.Value("Promises.steps", "3", true),
            new Block.Answer("Promises.first", List.of("SGD", "Adam"))),
        blocks);
    assertEquals("", text());
  }

  @Test
  void progressIsToldBeforeEachStepAndAtTheEnd() {
    int sum = 0;
    for (int step : out.progress("adding", 3)) {
      sum += step;
    }
    assertEquals(3, sum);
    List<Block> told =
        IntStream.rangeClosed(0, 3)
            .<Block>mapToObj(i -> new Block.Progress("adding", i, 3))
            .toList();
    assertEquals(told, blocks);
    Iterator<Integer> none = out.progress("none", 0).iterator();
    assertThrows(NoSuchElementException.class, none::next);
  }

  @Test
  void aTableWithARowThatIsTooShortIsRefused() {
    List<List<String>> lines = List.of(List.of("updater", "loss"), List.of("Adam"));
    assertThrows(IllegalArgumentException.class, () -> out.table(lines));
  }

  @Test
  void aFigureIsWrittenWhereItIsAskedFor(@TempDir Path folder) {
    Figure figure =
        LineChart.draw(
            "Line", "x", "y", List.of(new Series("a", new double[] {0, 1}, new double[] {0, 1})));
    FigureFiles files =
        new FigureFiles(folder.toString(), Set.of(Figure.Format.PNG), List.of("1-line"));
    Notebook drawing = new Notebook(PART, true, 7, files, blocks::add);
    drawing.figure("1-line", figure);
    drawing.figure("1-other", figure);
    String file = folder.resolve("1-line.png").toString();
    Block.Narrow narrow =
        new Block.Narrow(
            800,
            "image/png",
            Base64.getEncoder().encodeToString(figure.narrow().orElseThrow().png()));
    assertEquals(
        List.of(new Block.Figure("1-line", "Line", figure.description(), List.of(file), narrow)),
        blocks);
    assertTrue(Files.exists(Path.of(file)), file);
  }

  @Test
  void everyKindOfBlockIsTheSameAfterItsWayThroughJson() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Block> sent =
        List.of(
            new Block.Text("words"),
            new Block.Table(List.of(Column.text("a")), List.of(List.of("b"))),
            new Block.Mistake("name", "wrong", "1", "right", "2"),
            new Block.Figure("1-line", "Line", "a line", List.of("1-line.png"), null),
            new Block.Figure(
                "1-wide",
                "Line",
                "a line",
                List.of("w.png"),
                new Block.Narrow(800, "image/png", "iVBO")),
            new Block.Promise(true, "it falls"),
            new Block.Value("Loop.accuracy", "98.0", false),
            new Block.Answer("Race.first", List.of("Adam")),
            new Block.Progress("training", 1, 2));
    assertEquals(
        Set.<Class<?>>of(Block.class.getPermittedSubclasses()),
        sent.stream().map(Block::getClass).collect(Collectors.toSet()));
    for (Block block : sent) {
      assertEquals(block, json.readValue(json.writeValueAsString(block), Block.class));
    }
    assertEquals(
        "{\"block\":\"promise\",\"kept\":true,\"sentence\":\"it falls\"}",
        json.writeValueAsString(sent.get(5)));
  }

  @Test
  void aLessonHasSeveralNames() {
    Curriculum lessons = new TinyLessons();
    Lesson first = lessons.lesson("1");
    for (String name : List.of(first.id(), "lesson" + first.id(), "Lesson " + first.id())) {
      assertEquals(first, lessons.lesson(name));
    }
    assertThrows(BadInputException.class, () -> lessons.lesson("lesson"));
  }
}
