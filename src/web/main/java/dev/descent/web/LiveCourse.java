package dev.descent.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Progress;
import dev.descent.landscape.WalkRequest;
import dev.descent.lesson.Block;
import dev.descent.lesson.Lesson;
import dev.descent.web.html.Html;
import dev.descent.web.page.BlockHtml;
import dev.descent.web.page.Course;
import dev.descent.web.page.DocPage;
import dev.descent.web.page.ExercisePage;
import dev.descent.web.page.HomePage;
import dev.descent.web.page.LabPage;
import dev.descent.web.page.LandscapePage;
import dev.descent.web.page.LessonView;
import dev.descent.web.page.Page;
import dev.descent.web.page.ResultsPage;
import dev.descent.web.page.SummaryPage;
import dev.descent.web.page.VerdictHtml;
import dev.descent.web.run.CanBeNull;
import dev.descent.web.run.Desk;
import dev.descent.web.run.Json;
import dev.descent.web.run.Lab;
import dev.descent.web.run.LessonRuns;
import dev.descent.web.run.News;
import dev.descent.web.run.Setup;
import dev.descent.web.run.Walks;
import dev.descent.web.server.CourseServer.Content;
import dev.descent.web.server.Site;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The course of this project as it is now: pages, and what they do. */
public final class LiveCourse implements Site, AutoCloseable {
  private static final Optional<Object> DONE = Optional.of(Map.of());

  /** Whether a lesson is run quickly. */
  private record Start(boolean quick) {}

  /** An experiment, or one of its trainings. */
  private record Which(String id, @CanBeNull @Nullable Integer run) {}

  /** Another name for an experiment. */
  private record Name(String id, String name) {}

  /** A state, and the last event whose changes are in it. */
  private record At(String event) {}

  /** A lesson's run as its page shows it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Ran(String event, @Nullable RunView run) {}

  /** The run itself: the blocks of each part. */
  private record RunView(
      String state, boolean quick, @Nullable String said, List<List<String>> parts) {}

  /** The verdict of an exercise. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Judged(String event, boolean checking, @Nullable String html) {}

  /** The hints that are shown. */
  private record Hints(int shown, List<String> text) {}

  private final Course course;
  private final Progress progress;
  private final News news;
  private final LessonRuns lessons;
  private final Lab lab;
  private final Desk desk;
  private final Walks walks;
  private final List<String> sources;
  private final LiveFiles files;

  /**
   * Opens it.
   *
   * @param course without runs of lessons: those are kept here
   * @param data what the Lab has beside the sets that the kit draws, as {@code --data} takes it
   * @param workers how many trainings run side by side
   */
  public LiveCourse(Course course, Progress progress, News news, List<String> data, int workers) {
    Path home = course.exercises().home();
    this.progress = progress;
    this.news = news;
    this.lessons =
        new LessonRuns(
            course.curriculum(), home.resolve("out/open"), news, workers, LiveCourse::html);
    this.course = new Course(course.curriculum(), course.exercises(), progress, lessons::last);
    this.sources = LabSources.all(data);
    this.lab = new Lab(home.resolve("out/lab"), sources, news, workers);
    this.desk =
        new Desk(
            course.exercises(),
            progress,
            news,
            verdict -> VerdictHtml.of(course.exercises(), verdict).toString());
    this.walks = new Walks();
    this.files = new LiveFiles(this.course);
  }

  private static String html(String lesson, Block block) {
    return BlockHtml.of(lesson, block).toString();
  }

  @Override
  public Optional<Page> page(String file) {
    switch (file) {
      case "index.html" -> {
        return Optional.of(HomePage.of(course));
      }
      case "lab.html" -> {
        return Optional.of(LabPage.of(LabSources.data(true, sources, List.of())));
      }
      case "landscape.html" -> {
        return Optional.of(LandscapePage.of(true));
      }
      case "results.html" -> {
        return Optional.of(ResultsPage.of(files.results(lab::name)));
      }
      default -> {
        return lesson(file)
            .map(lesson -> LessonView.of(course, lesson))
            .or(() -> summary(file))
            .or(() -> exercise(file).map(this::exercisePage))
            .or(() -> doc(file));
      }
    }
  }

  private Optional<Lesson> lesson(String file) {
    return course.curriculum().lessons().stream()
        .filter(lesson -> Course.file(lesson).equals(file))
        .findFirst();
  }

  private Optional<Page> summary(String file) {
    return course.curriculum().lessons().stream()
        .filter(lesson -> SummaryPage.file(lesson).equals(file))
        .findFirst()
        .map(lesson -> SummaryPage.of(course, lesson));
  }

  private Optional<Exercise> exercise(String file) {
    return course.exercises().all().stream()
        .filter(exercise -> Course.file(exercise).equals(file))
        .findFirst();
  }

  private Page exercisePage(Exercise exercise) {
    Html verdict =
        desk.verdict(exercise).map(it -> VerdictHtml.of(course.exercises(), it)).orElse(null);
    return ExercisePage.of(course, exercise, verdict);
  }

  private Optional<Page> doc(String file) {
    return DocPage.names(course).stream()
        .filter(name -> DocPage.file(name).equals(file))
        .findFirst()
        .map(name -> DocPage.of(course, name));
  }

  @Override
  public Optional<Content> file(String address) {
    return files.content(address);
  }

  @Override
  public Optional<Object> ask(String path) {
    String event = news.last();
    String[] words = path.split("/", -1);
    if (path.equals("course")) {
      return Optional.of(new At(event));
    }
    if (path.equals("lab")) {
      return Optional.of(lab.content());
    }
    if (words.length == 2 && words[0].equals("lesson")) {
      return lesson("lesson-" + words[1] + ".html").map(lesson -> ran(event, lesson));
    }
    if (words.length == 2 && words[0].equals("exercise")) {
      return exercise("exercise-" + words[1] + ".html").map(exercise -> judged(event, exercise));
    }
    return Optional.empty();
  }

  private Ran ran(String event, Lesson lesson) {
    return new Ran(
        event,
        lessons
            .last(lesson.id())
            .map(
                run ->
                    new RunView(
                        run.state().key(),
                        run.quick(),
                        run.said(),
                        IntStream.range(0, lesson.parts().size())
                            .mapToObj(
                                part ->
                                    run.blocks(part).stream()
                                        .map(block -> html(lesson.id(), block))
                                        .toList())
                            .toList()))
            .orElse(null));
  }

  private Judged judged(String event, Exercise exercise) {
    return new Judged(
        event,
        desk.isChecking(exercise),
        desk.verdict(exercise)
            .map(it -> VerdictHtml.of(course.exercises(), it).toString())
            .orElse(null));
  }

  @Override
  public Optional<Object> change(String path, String body) {
    String[] words = path.split("/", -1);
    if (words.length == 3 && words[0].equals("lesson")) {
      return lesson("lesson-" + words[1] + ".html")
          .flatMap(lesson -> change(lesson, words[2], body));
    }
    if (words.length == 3 && words[0].equals("exercise")) {
      return exercise("exercise-" + words[1] + ".html")
          .flatMap(exercise -> change(exercise, words[2], body));
    }
    return switch (path) {
      case "walks" -> Optional.of(walks.walk(Json.read(body, WalkRequest.class)));
      case "lab/start" -> Optional.of(lab.start(Json.read(body, Setup.class)));
      case "lab/stop" -> {
        Which which = Json.read(body, Which.class);
        lab.stop(which.id(), which.run());
        yield DONE;
      }
      case "lab/name" -> {
        Name name = Json.read(body, Name.class);
        lab.name(name.id(), name.name());
        yield DONE;
      }
      case "lab/forget" -> {
        lab.forget(Json.read(body, Which.class).id());
        yield DONE;
      }
      default -> Optional.empty();
    };
  }

  private Optional<Object> change(Lesson lesson, String what, String body) {
    switch (what) {
      case "start" -> lessons.start(lesson.id(), Json.read(body, Start.class).quick());
      case "stop" -> lessons.stop(lesson.id());
      default -> {
        return Optional.empty();
      }
    }
    return DONE;
  }

  private Optional<Object> change(Exercise exercise, String what, String body) {
    switch (what) {
      case "check" -> {
        desk.check(exercise);
        return DONE;
      }
      case "hint" -> {
        int shown = progress.hinted(exercise);
        return Optional.of(new Hints(shown, exercise.hints().subList(0, shown)));
      }
      default -> {
        return Optional.empty();
      }
    }
  }

  @Override
  public void close() {
    desk.close();
    lab.close();
    lessons.close();
    walks.close();
  }
}
