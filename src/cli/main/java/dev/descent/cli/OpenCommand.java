package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import dev.descent.lesson.Curriculum;
import dev.descent.web.LiveCourse;
import dev.descent.web.page.Course;
import dev.descent.web.run.News;
import dev.descent.web.server.Browser;
import dev.descent.web.server.CourseServer;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jline.utils.Signals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code descent open}: the course in the browser. */
@Command(
    name = "open",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "The course in the browser: lessons to read and run, the Lab, landscapes, exercises that are"
          + " checked when you save them, results. Ctrl-C ends it.",
      "Only this machine can reach it, and only a browser that has the address it prints."
    },
    footer = {
      "",
      "Examples:",
      "  descent open",
      "  descent open --no-browser --port 8400",
      "  descent open --data csv:iris.csv,label=species --data mnist:DIR"
    })
final class OpenCommand implements Callable<Integer> {
  private static final int MOST_PORTS = 65_535;

  @Option(
      names = "--data",
      paramLabel = "D",
      description =
          "Data of your own for the Lab, as compare takes it; may be given several times.")
  private List<String> data = new ArrayList<>();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where it listens; if that is taken, at the next that is not (default: 8321).")
  private int port = 8321;

  @Option(names = "--no-browser", description = "Print the address, and open nothing.")
  private boolean noBrowser;

  @Mixin private Workers workers;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 1 || port > MOST_PORTS) {
      throw new BadInputException("--port must be from 1 to " + MOST_PORTS + ", got " + port);
    }
    Exercises exercises = Project.exercises();
    Progress progress = new Progress(exercises);
    News news = new News();
    Course course = new Course(Curriculum.load(), exercises, progress, lesson -> Optional.empty());
    CountDownLatch end = new CountDownLatch(1);
    try (LiveCourse live = new LiveCourse(course, progress, news, data, workers.count());
        CourseServer server = CourseServer.start(live, news, port)) {
      Signals.register("INT", end::countDown);
      PrintWriter out = spec.commandLine().getOut();
      if (!server.address().contains(":" + port + "/")) {
        out.println("Port " + port + " is taken, perhaps by another descent open.");
      }
      out.println("The course is open at");
      out.println();
      out.println("  " + server.address());
      out.println();
      out.println("Ctrl-C ends it.");
      out.flush();
      if (!noBrowser) {
        try {
          Browser.open(server.address(), exercises.home().resolve("out"));
        } catch (UnfitMachineException e) {
          out.println("No browser was opened: " + e.getMessage() + ".");
          out.flush();
        }
      }
      end.await();
    }
    return Descent.INTERRUPTED;
  }
}
