package dev.descent.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.descent.plot.Animation;
import dev.descent.plot.Figure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it changes the language of this JVM")
class NotebookTest {
  private final StringBuilder text = new StringBuilder();
  private final List<String> progress = new ArrayList<>();

  private final Notebook out =
      new Notebook(
          true,
          7,
          new Notebook.Reader() {
            @Override
            public void text(String lines) {
              text.append(lines);
            }

            @Override
            public void figure(String name, Figure figure) {
              throw new AssertionError("no figure is drawn here");
            }

            @Override
            public void animation(String name, Animation animation) {
              throw new AssertionError("nothing moves here");
            }

            @Override
            public void progress(String task, int done, int steps) {
              progress.add(task + " " + done + "/" + steps);
            }
          });

  @Test
  void aParagraphIsWrappedForATerminal() {
    out.text("word ".repeat(30));
    for (String line : text.toString().split("\n")) {
      assertEquals(line.stripTrailing(), line);
      assertEquals(true, line.length() <= 79, line);
    }
    assertEquals("word ".repeat(30).strip(), text.toString().strip().replace('\n', ' '));
    assertEquals(true, text.toString().endsWith("word\n\n"));
  }

  @Test
  void aNumberStaysWithItsPercentSign() {
    out.text("%s 98.5 %%, and more", "w".repeat(72));
    assertEquals("w".repeat(72) + "\n98.5 %, and more\n\n", text.toString());
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
    assertEquals("1.50 of 100 %\n\n", text.toString());
    assertEquals(List.of(new Notebook.Promise(true, "1,234.5")), out.promises());
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
        text.toString());
  }

  @Test
  void tablesAlignTheirNumbers() {
    out.table(List.of(List.of("updater", "loss"), List.of("Adam", "0.1"), List.of("SGD", "12.3")));
    assertEquals(
        "  updater  loss\n  Adam      0.1\n  SGD      12.3\n\n",
        text.toString().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void progressIsToldBeforeEachStepAndAtTheEnd() {
    int sum = 0;
    for (int step : out.progress("adding", 3)) {
      sum += step;
    }
    assertEquals(3, sum);
    assertEquals(List.of("adding 0/3", "adding 1/3", "adding 2/3", "adding 3/3"), progress);
    Iterator<Integer> none = out.progress("none", 0).iterator();
    assertThrows(NoSuchElementException.class, none::next);
  }
}
