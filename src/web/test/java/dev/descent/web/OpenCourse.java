package dev.descent.web;

import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import dev.descent.grade.TestHome;
import dev.descent.lesson.Curriculum;
import dev.descent.web.page.Course;
import dev.descent.web.run.News;
import dev.descent.web.server.CourseServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A small course, open on this machine: tiny lessons and one exercise, in a folder of its own. */
public final class OpenCourse implements AutoCloseable {
  private static final int PORT = 8400;

  private final Exercises exercises;
  private final LiveCourse live;
  private final CourseServer server;

  private OpenCourse(Exercises exercises, LiveCourse live, CourseServer server) {
    this.exercises = exercises;
    this.live = live;
    this.server = server;
  }

  /**
   * Opens it.
   *
   * @param home an empty folder
   * @param data of the Lab's own, as {@code --data} takes it
   */
  public static OpenCourse in(Path home, String... data) throws IOException {
    TestHome.copyTo(home);
    return again(home, PORT, data);
  }

  /** Opens it once more, in a folder where it was open before, at this port if that is free. */
  public static OpenCourse again(Path home, int port, String... data) {
    Exercises exercises = Exercises.load(home);
    Progress progress = new Progress(exercises);
    News news = new News();
    Course course = new Course(Curriculum.load(), exercises, progress, lesson -> Optional.empty());
    LiveCourse live = new LiveCourse(course, progress, news, List.of(data), 2);
    return new OpenCourse(exercises, live, CourseServer.start(live, news, port));
  }

  public Exercises exercises() {
    return exercises;
  }

  /** The address that opens a session. */
  public String address() {
    return server.address();
  }

  public int port() {
    return URI.create(address()).getPort();
  }

  /** The address of a page, without the token. */
  public String page(String file) {
    return "http://127.0.0.1:" + port() + "/" + file;
  }

  @Override
  public void close() {
    server.close();
    live.close();
  }
}
