package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MarkdownTextTest {
  private static final int WIDTH = 79;

  @Test
  void paragraphsAndListsAreWrapped() {
    String words = "word ".repeat(20).strip();
    assertEquals(
        """
        # Title

        word word word word word word word word word word word word word word word word
        word word word word

        - word word word word word word word word word word word word word word word
          word word word word word
        - two lines
        1. three

            code = stays(as,  it is)
        """,
        MarkdownText.of(
            "# Title\n\n"
                + words
                + "\n\n- "
                + words
                + "\n- two\n  lines\n1. three\n\n"
                + "    code = stays(as,  it is)\n",
            WIDTH));
  }

  @Test
  void picturesAndLinksAreTheirWordsAndFencesCode() {
    assertEquals(
        """
        [Figure: A line] and the page, bold

            p <- p - lr g
              | not a table |
        """,
        MarkdownText.of(
            "![A line](../a.png) and the [page](b.md), **bold**\n\n```\np <- p - lr g\n"
                + "  | not a table |\n```\n",
            WIDTH));
  }

  @Test
  void aNarrowTableIsAlignedAndAWideOneToldRowByRow() {
    assertEquals(
        "     ravine\nSGD     245\n",
        MarkdownText.of("| | ravine |\n| --- | ---: |\n| SGD | 245 |\n", WIDTH)
            .replace(System.lineSeparator(), "\n"));
    String wide = "w".repeat(60);
    assertEquals(
        "- PyTorch: " + wide + "\n  DL4J: a | b " + wide + "\n",
        MarkdownText.of(
            "| PyTorch | DL4J |\n| --- | --- |\n| " + wide + " | a \\| b " + wide + " |", WIDTH));
  }

  @Test
  void formulasAreBrokenBetweenThemOnly() {
    assertEquals(
        """
            Adadelta   v <- rho v + g;  d = g / v;
                       u <- u + d;  p <- p - lr d
                       r <- r + d;  s <- s - lr s;
                       t <- t
        """,
        MarkdownText.of(
            "```\nAdadelta   v <- rho v + g;  d = g / v;  u <- u + d;  p <- p - lr d\n"
                + "           r <- r + d;  s <- s - lr s;  t <- t\n```\n",
            45));
    assertEquals(
        "the first step is\n1 / √(1 − α) = 10 rates\n",
        MarkdownText.of("the first step is 1 / √(1 − α) = 10 rates", 30));
  }

  @Test
  void itemsInItemsKeepTheirPlace() {
    assertEquals(
        """
        - A. outer goes
          on
          - inner words
            go on
        - B.
        """,
        MarkdownText.of("- A. outer goes on\n  - inner words go\n    on\n- B.\n", 15));
  }
}
