package dev.descent.lesson;

import dev.descent.plot.Figure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** Runs one part in this JVM, as from an IDE. */
public final class PartMain {
  private PartMain() {}

  /**
   * Prints the part with seed 1, and writes its figures below {@code out}.
   *
   * @param args {@code --quick}, or nothing
   */
  public static void run(Part part, String... args) throws Exception {
    Locale.setDefault(Locale.ROOT); // as in a worker
    boolean quick = List.of(args).contains("--quick");
    FigureFiles files =
        new FigureFiles(
            "out/" + part.getClass().getSimpleName(),
            EnumSet.allOf(Figure.Format.class),
            part.figures());
    List<Block.Promise> promises = new ArrayList<>();
    PartJob.run(part, new Notebook(part, quick, 1, files, block -> print(block, promises)));
    Figure.trouble().ifPresent(why -> System.out.println("No figures: " + why + ".\n"));
    System.out.println("You should see");
    for (Block.Promise promise : promises) {
      System.out.println((promise.kept() ? "  yes  " : "  NO   ") + promise.sentence());
    }
  }

  private static void print(Block block, List<Block.Promise> promises) {
    if (block instanceof Block.Promise promise) {
      promises.add(promise);
    } else if (block instanceof Block.Figure figure) {
      figure.files().forEach(file -> System.out.println("[Figure] " + file));
    } else {
      System.out.print(TerminalText.of(block));
    }
  }
}
