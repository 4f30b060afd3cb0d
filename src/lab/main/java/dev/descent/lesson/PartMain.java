package dev.descent.lesson;

import dev.descent.plot.Animation;
import dev.descent.plot.Figure;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/** Runs one part in this JVM, as from an IDE. */
public final class PartMain {
  private PartMain() {}

  /**
   * Prints the part with seed 1, and writes its figures below {@code out}.
   *
   * @param args {@code --quick}, or nothing
   */
  public static void run(Part part, String... args) throws Exception {
    Path folder = Path.of("out", part.getClass().getSimpleName());
    Notebook.Reader reader =
        new Notebook.Reader() {
          @Override
          public void text(String lines) {
            System.out.print(lines);
          }

          @Override
          public void figure(String name, Figure figure) {
            figure
                .save(folder, name, EnumSet.allOf(Figure.Format.class))
                .forEach(file -> System.out.println("[Figure] " + file));
          }

          @Override
          public void animation(String name, Animation animation) {
            System.out.println("[Figure] " + animation.save(folder, name));
          }

          @Override
          public void progress(String task, int done, int steps) {}
        };
    Notebook notebook = LessonJob.run(part, List.of(args).contains("--quick"), 1, reader);
    System.out.println("You should see");
    for (Notebook.Promise promise : notebook.promises()) {
      System.out.println((promise.kept() ? "  yes  " : "  NO   ") + promise.sentence());
    }
  }
}
