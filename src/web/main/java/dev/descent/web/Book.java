package dev.descent.web;

import dev.descent.AtomicFile;
import dev.descent.catalog.Exercise;
import dev.descent.compare.Comparison;
import dev.descent.compare.Plan;
import dev.descent.lesson.Block;
import dev.descent.lesson.Lesson;
import dev.descent.web.page.BlockHtml;
import dev.descent.web.page.Course;
import dev.descent.web.page.DocPage;
import dev.descent.web.page.ExercisePage;
import dev.descent.web.page.HomePage;
import dev.descent.web.page.LabData;
import dev.descent.web.page.LabPage;
import dev.descent.web.page.LandscapePage;
import dev.descent.web.page.LessonView;
import dev.descent.web.page.NotFoundPage;
import dev.descent.web.page.Page;
import dev.descent.web.page.Scripts;
import dev.descent.web.page.Shell;
import dev.descent.web.page.SummaryPage;
import dev.descent.web.run.Lab;
import dev.descent.web.run.LessonRun;
import dev.descent.web.run.OutFiles;
import dev.descent.web.server.Assets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The course as a site of files: text, code, figures and numbers of one recorded run, recorded
 * experiments for the Lab, landscapes that still play. It needs no server but one for files, and
 * none at all to be read.
 */
public final class Book {
  private static final List<String> SHARED =
      List.of("course.css", "lab.css", "landscape.css", "icon.svg");
  private static final List<String> LIBRARIES = List.of("uPlot.min.css", "uPlot.iife.min.js");

  private final Course course;
  private final List<Object> experiments = new ArrayList<>();
  private final Map<String, LessonRun> runs = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  /**
   * Begins a book.
   *
   * @param course with nobody's progress and no runs: those are added here
   */
  public Book(Course course) {
    this.course =
        new Course(
            course.curriculum(),
            course.exercises(),
            null,
            lesson -> Optional.ofNullable(runs.get(lesson)));
  }

  /** The plans of the Lab's questions, to be run and added. */
  public static List<Plan> plans() {
    List<String> sources = LabSources.all(List.of());
    return LabSources.data(false, sources, List.of()).presets().stream()
        .map(LabData.Preset::setup)
        .map(setup -> setup.plan(sources))
        .toList();
  }

  /** Adds what came of one of the {@link #plans}, in their order. */
  public void add(Comparison comparison) {
    LabData.Preset preset =
        LabSources.data(false, LabSources.all(List.of()), List.of())
            .presets()
            .get(experiments.size());
    String id = String.valueOf(experiments.size() + 1);
    experiments.add(Lab.recorded(id, preset.title(), preset.setup(), comparison));
  }

  /**
   * Adds the run of a lesson; the files of its figures are read now.
   *
   * @param blocks of each part
   */
  public void add(Lesson lesson, boolean quick, List<List<Block>> blocks) {
    runs.put(lesson.id(), LessonRun.of(lesson, quick, blocks));
    for (List<Block> part : blocks) {
      for (Block.Figure figure : Block.only(Block.Figure.class, part)) {
        BlockHtml.content(figure)
            .ifPresent(bytes -> files.put(BlockHtml.file(lesson.id(), figure), bytes));
      }
    }
  }

  /** Writes the site into a folder, and returns its first page. */
  public Path write(Path folder) {
    Map<String, byte[]> site = new LinkedHashMap<>(files);
    for (String name : SHARED) {
      site.put(name, asset(name));
    }
    for (String name : LIBRARIES) {
      site.put(name, asset(name));
    }
    OutFiles images = new OutFiles(course.exercises().home().resolve("docs/images"));
    images.names().forEach(name -> site.put("images/" + name, images.content(name).orElseThrow()));
    Shell shell = new Shell(false);
    for (Page page : pages()) {
      site.put(page.file(), bytes(shell.html(page)));
      site.computeIfAbsent(page.script(), it -> bytes(Scripts.joined(it, Book::asset)));
    }
    AtomicFile.requireFolder(folder);
    site.forEach((name, bytes) -> AtomicFile.write(folder.resolve(name), bytes));
    return folder.resolve("index.html");
  }

  private List<Page> pages() {
    List<Page> pages = new ArrayList<>();
    pages.add(HomePage.of(course));
    for (Lesson lesson : course.curriculum().lessons()) {
      pages.add(LessonView.of(course, lesson));
      pages.add(SummaryPage.of(course, lesson));
    }
    for (Exercise exercise : course.exercises().all()) {
      pages.add(ExercisePage.of(course, exercise, null));
    }
    for (String name : DocPage.names(course)) {
      pages.add(DocPage.of(course, name));
    }
    pages.add(
        LabPage.of(LabSources.data(false, LabSources.all(List.of()), List.copyOf(experiments))));
    pages.add(LandscapePage.of(false));
    pages.add(NotFoundPage.of());
    return pages;
  }

  private static byte[] asset(String name) {
    return Assets.content(name).orElseThrow(() -> new IllegalStateException("there is no " + name));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
