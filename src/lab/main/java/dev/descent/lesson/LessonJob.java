package dev.descent.lesson;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.descent.plot.Animation;
import dev.descent.plot.Figure;
import dev.descent.report.Paragraph;
import dev.descent.worker.Backend;
import dev.descent.worker.Job;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One part of a lesson, run in a worker JVM. The worker writes the figures; the reports are {@link
 * Report}s, and the result is an {@link Outcome}.
 */
public final class LessonJob
    implements Job<LessonJob.Request, LessonJob.Report, LessonJob.Outcome> {
  /**
   * What to run.
   *
   * @param lesson the id
   * @param part its number, from 0
   * @param folder where the figures go
   * @param formats of the figures
   * @param figures the names of those to write
   */
  record Request(
      String lesson,
      int part,
      boolean quick,
      long seed,
      String folder,
      Set<Figure.Format> formats,
      List<String> figures) {}

  /** What happens on the way: text, or progress. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Report(String text, String task, int done, int steps) {}

  /**
   * A figure that was written.
   *
   * @param description its content in words
   * @param files where it is, one file a format
   */
  public record Drawn(String name, String title, String description, List<String> files) {}

  /**
   * What came of a part.
   *
   * @param promises what the student should see
   * @param figures those that were written
   */
  public record Outcome(List<Notebook.Promise> promises, List<Drawn> figures) {}

  private static final long REPORT_EVERY = 100_000_000; // nanoseconds

  @Override
  public Outcome run(Request request, Consumer<Report> progress) throws Exception {
    Part part = Curriculum.load().lesson(request.lesson()).parts().get(request.part());
    Reader reader = new Reader(request, progress);
    Notebook notebook = run(part, request.quick(), request.seed(), reader);
    return new Outcome(notebook.promises(), reader.drawn);
  }

  /** Runs a part on this thread. */
  static Notebook run(Part part, boolean quick, long seed, Notebook.Reader reader)
      throws Exception {
    Backend.start();
    Locale.setDefault(Locale.ROOT); // the same words wherever it runs
    // A part may draw from it, in dropout or in Nd4j.rand, and must not see who drew before.
    Nd4j.getRandom().setSeed(seed);
    Notebook notebook = new Notebook(quick, seed, reader);
    part.run(notebook);
    return notebook;
  }

  private static final class Reader implements Notebook.Reader {
    private final Request request;
    private final Consumer<Report> progress;
    private final List<Drawn> drawn = new ArrayList<>();
    private long lastReport = System.nanoTime();

    Reader(Request request, Consumer<Report> progress) {
      this.request = request;
      this.progress = progress;
    }

    @Override
    public void text(String lines) {
      progress.accept(new Report(lines, null, 0, 0));
    }

    @Override
    public void figure(String name, Figure figure) {
      if (request.figures().contains(name)) {
        List<Path> files = figure.save(folder(), name, EnumSet.copyOf(request.formats()));
        drawn(name, figure.title(), figure.description(), files);
      }
    }

    @Override
    public void animation(String name, Animation animation) {
      if (request.figures().contains(name)) {
        Path file = animation.save(folder(), name);
        drawn(name, animation.title(), animation.description(), List.of(file));
      }
    }

    private Path folder() {
      return Path.of(request.folder());
    }

    private void drawn(String name, String title, String description, List<Path> files) {
      drawn.add(new Drawn(name, title, description, files.stream().map(Path::toString).toList()));
      text(Paragraph.of("[Figure: " + title + "] " + files.get(0), "", "") + "\n");
    }

    @Override
    public void progress(String task, int done, int steps) {
      boolean edge = done == 0 || done == steps; // where a task begins and ends
      if (edge || System.nanoTime() - lastReport > REPORT_EVERY) {
        lastReport = System.nanoTime();
        progress.accept(new Report(null, task, done, steps));
      }
    }
  }
}
