package dev.descent.web;

import dev.descent.lesson.Block;
import dev.descent.lesson.Lesson;
import dev.descent.web.page.BlockHtml;
import dev.descent.web.page.Course;
import dev.descent.web.page.ResultsPage;
import dev.descent.web.run.OutFiles;
import dev.descent.web.run.Reports;
import dev.descent.web.server.Assets;
import dev.descent.web.server.CourseServer.Content;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The files that pages of this project show or link to, by their addresses: results in {@code out},
 * pictures of texts, figures of lessons and of checks.
 */
final class LiveFiles {
  private static final String RESULTS = "results/";
  private static final String IMAGES = "images/";
  private static final String CHECKS = "figures/check/";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private final Course course;
  private final OutFiles out;
  private final OutFiles images;
  private final OutFiles checks;

  LiveFiles(Course course) {
    Path home = course.exercises().home();
    this.course = course;
    this.out = new OutFiles(home.resolve("out"));
    this.images = new OutFiles(home.resolve("docs/images"));
    this.checks = new OutFiles(home.resolve("out/check"));
  }

  /**
   * What commands and the Lab have left.
   *
   * @param names of experiments of the Lab, by their folders
   */
  List<ResultsPage.Result> results(Function<String, Optional<String>> names) {
    return new Reports(out).all().stream().map(report -> result(report, names)).toList();
  }

  private static ResultsPage.Result result(
      Reports.Report report, Function<String, Optional<String>> names) {
    String folder = report.folder().replaceFirst("/$", "");
    return new ResultsPage.Result(
        report.kind(),
        names.apply(report.folder()).orElse(folder.isEmpty() ? report.page() : folder),
        address(report.page()),
        TIME.format(report.time().toInstant()),
        report.command(),
        report.files().stream().map(LiveFiles::address).toList());
  }

  /** The address of a file: names may have any letters. */
  private static String address(String file) {
    return RESULTS
        + Arrays.stream(file.split("/"))
            .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"));
  }

  /** The content of a file, by its address; empty if there is none. */
  Optional<Content> content(String address) {
    if (address.startsWith(RESULTS)) {
      return content(out, address.substring(RESULTS.length()));
    }
    if (address.startsWith(IMAGES)) {
      return content(images, address.substring(IMAGES.length()));
    }
    if (address.startsWith(CHECKS)) {
      return content(checks, address.substring(CHECKS.length()));
    }
    return figure(address);
  }

  private static Optional<Content> content(OutFiles files, String name) {
    return files.content(name).map(bytes -> new Content(Assets.type(name), bytes));
  }

  /** A figure of a lesson's last run. */
  private Optional<Content> figure(String address) {
    for (Lesson lesson : course.curriculum().lessons()) {
      Optional<Block.Figure> figure =
          course
              .run()
              .apply(lesson.id())
              .flatMap(
                  run ->
                      run.figures().stream()
                          .filter(it -> BlockHtml.file(lesson.id(), it).equals(address))
                          .findFirst());
      if (figure.isPresent()) {
        return inOut(figure.get()).flatMap(name -> content(out, name));
      }
    }
    return Optional.empty();
  }

  /** The name of a figure's file among those of commands: a kept run may name any other. */
  private Optional<String> inOut(Block.Figure figure) {
    Path folder = course.exercises().home().resolve("out");
    Path file = Path.of(figure.files().get(figure.files().size() - 1));
    return file.startsWith(folder)
        ? Optional.of(folder.relativize(file).toString().replace('\\', '/'))
        : Optional.empty();
  }
}
