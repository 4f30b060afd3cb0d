package dev.descent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.AtomicFile;
import dev.descent.BadInputException;
import dev.descent.Count;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.cluster.Cluster;
import dev.descent.cluster.SparkSubmit;
import dev.descent.course.ClusterGrader;
import dev.descent.course.CourseFiles;
import dev.descent.course.CourseGrader;
import dev.descent.course.CourseMerge;
import dev.descent.course.GradedWith;
import dev.descent.course.GradescopeFolder;
import dev.descent.course.Roster;
import dev.descent.course.RosterMatch;
import dev.descent.course.StudentGrade;
import dev.descent.course.SubmissionGrader;
import dev.descent.grade.StudentJvm;
import dev.descent.machine.Sandbox;
import dev.descent.plot.Figure;
import dev.descent.submission.HandIn;
import dev.descent.submission.Submission;
import dev.descent.submission.Submissions;
import dev.descent.worker.WorkerPool;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent grade}: grades a whole class. */
@Command(
    name = "grade",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Grade a class: a folder, an archive or files for each student, as a learning platform"
          + " exports them. The code of each runs in a process of its own, and may use only what an answer needs."
    },
    footer = {
      "",
      "Examples:",
      "  descent grade submissions",
      "  descent grade submissions --exercise adam,12",
      "  descent grade submissions --resume      after a run that was cut off",
      "  descent grade submissions --roster students.csv",
      "  descent grade submissions --shard 3/8    the third of eight machines: docs/cluster.md",
      "  descent grade submissions --on spark://master:7077",
      "  descent grade submissions --merge part1 --merge part2",
      "  descent grade --gradescope              on Gradescope: see descent package gradescope"
    })
final class GradeCommand implements Callable<Integer> {
  private static final int DOUBTS = 20; // lines; all are in grades.csv

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description =
          "The folder with all submissions; with --gradescope that of Gradescope (default there:"
              + " /autograder).")
  private @Nullable Path dir;

  @Option(
      names = "--gradescope",
      description =
          "Grade the one submission in DIR/submission and write DIR/results/results.json; goes with"
              + " --exercise and --seed alone.")
  private boolean gradescope;

  @Option(
      names = "--exercise",
      paramLabel = "EX",
      description =
          "Exercises, by number or name, with commas between them; also 1-5, lesson3; may be"
              + " repeated (default: all).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--roster",
      paramLabel = "FILE",
      description =
          "The list of all students: CSV with the columns id, name and, if you like, e-mail, named"
              + " in its first line. Whoever handed in nothing gets a line, and grades.csv the ids.")
  private @Nullable Path roster;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "From which the tests draw their inputs (default: 1).")
  private long seed = 1;

  @Mixin private Workers workers;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where grades.csv, class.html and all feedback go (default: out/grades).")
  private Path out = Path.of("out", "grades");

  @Option(
      names = "--resume",
      description =
          "Keep the grades that are there, where neither the files handed in nor the tests have"
              + " changed since.")
  private boolean resume;

  @Option(
      names = "--shard",
      paramLabel = "K/N",
      description =
          "Grade the K-th of N equal parts of the submissions, for several machines at a time: writes"
              + " the students' folders alone, and keeps the grades that are there.")
  private @Nullable String shard;

  @Option(
      names = "--merge",
      paramLabel = "DIR",
      description =
          "Grade nothing: put the grades of the submissions together from the folders of --shard; may"
              + " be repeated.")
  private List<Path> merge = new ArrayList<>();

  @Mixin private Place place;

  @Option(
      names = "--allow-no-jail",
      description = "With --on: grade on nodes, too, that have no bubblewrap.")
  private boolean allowNoJail;

  @Option(names = "--json", description = "Print all grades as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    Exercises exercises = Project.exercises();
    List<Exercise> chosen =
        names.isEmpty()
            ? exercises.all()
            : exercises.named(names).stream().sorted(byNumber()).toList();
    if (gradescope) {
      return gradescope(exercises, chosen);
    }
    if (dir == null) {
      throw new ParameterException(
          spec.commandLine(), "Missing required parameter: 'DIR', the folder with all submissions");
    }
    Shard part = shard == null ? Shard.ALL : Shard.parse(shard);
    requireFit();
    AtomicFile.requireFolder(out);
    if (!resume && shard == null && merge.isEmpty() && Files.exists(out.resolve("students"))) {
      throw new BadInputException(
          "--out must be a folder without grades, got "
              + out
              + "; --resume goes on with those that are there");
    }
    List<Path> others = new ArrayList<>(List.of(out));
    Optional<Roster> students = Optional.ofNullable(roster).map(Roster::read);
    students.ifPresent(list -> others.add(roster));
    others.addAll(merge);
    Submissions read = Submissions.read(dir, exercises, others);
    List<HandIn> submissions =
        part.of(students.map(list -> RosterMatch.of(list, read.all())).orElse(read.all()));
    Optional<Sandbox> jail = Sandbox.find();
    GradedWith with = GradedWith.now(exercises, seed, jail);
    PrintWriter err = spec.commandLine().getErr();
    read.remarks().forEach(err::println);
    Figure.trouble().ifPresent(why -> err.println("No figures: " + why + "."));
    submissions.stream()
        .flatMap(handIn -> handIn.notes().stream())
        .limit(DOUBTS)
        .forEach(err::println);
    Work work = new Work(submissions, exercises, chosen, with);
    if (!merge.isEmpty()) {
      CourseMerge parts = new CourseMerge(exercises, chosen, with, merge);
      return report(parts.merge(submissions, place.mixed(), out), work);
    }
    return report(place.isHere() ? here(work, jail) : away(work), work);
  }

  /**
   * What is to be graded.
   *
   * @param with the record of the grades' making: of this machine
   */
  private record Work(
      List<HandIn> submissions, Exercises exercises, List<Exercise> chosen, GradedWith with) {
    ProgressBar bar() {
      return CountBar.show("grade", "submissions", submissions.size());
    }
  }

  private List<StudentGrade> here(Work work, Optional<Sandbox> jail) {
    int jobs = workers.count();
    try (WorkerPool kit = new WorkerPool(jobs, StudentJvm.workers());
        ProgressBar bar = work.bar()) {
      var grader = SubmissionGrader.start(work.exercises(), work.chosen(), work.with(), jail, kit);
      return grade(work, grader::grade, jobs, bar::step);
    }
  }

  private List<StudentGrade> away(Work work) {
    try (ClusterLine line = new ClusterLine(spec.commandLine().getErr(), "submission");
        Cluster cluster = place.cluster("descent grade", workers, spec.commandLine(), line)) {
      line.queued(work.submissions().size());
      var grader =
          new ClusterGrader(
              work.exercises(), work.chosen(), work.with(), allowNoJail, place.mixed(), cluster);
      Work there = new Work(work.submissions(), work.exercises(), work.chosen(), grader.with());
      return grade(there, grader::grade, workers.given().orElse(SparkSubmit.MOST), line::step);
    }
  }

  private List<StudentGrade> grade(
      Work work, Function<Submission, StudentGrade> grader, int jobs, Runnable step) {
    PrintWriter err = spec.commandLine().getErr();
    AtomicInteger done = new AtomicInteger();
    int all = work.submissions().size();
    Signals.register(
        "INT",
        () -> {
          String again = shard == null ? "--resume" : "the same command";
          err.printf("%nstopped: %d of %d are graded; %s goes on%n", done.get(), all, again);
          err.flush();
          System.exit(Descent.INTERRUPTED);
        });
    try (CourseGrader course =
        new CourseGrader(
            work.exercises(), work.chosen(), work.with(), place.mixed(), grader, jobs, out)) {
      return course.grade(
          work.submissions(),
          grade -> {
            done.incrementAndGet();
            step.run();
          });
    }
  }

  /** Options that would do nothing are refused: somebody counts on them. */
  private void requireFit() {
    if (place.mixed() && place.isHere() && merge.isEmpty()) {
      throw new BadInputException("--mixed goes with --merge or --on CLUSTER alone");
    }
    if (allowNoJail && place.isHere()) {
      throw new BadInputException("--allow-no-jail goes with --on CLUSTER alone");
    }
    if (!place.isHere() && (shard != null || !merge.isEmpty())) {
      throw new BadInputException(
          (shard != null ? "--shard" : "--merge") + " does not go with --on, which grades all");
    }
    if (!merge.isEmpty() && (shard != null || resume)) {
      throw new BadInputException(
          (shard != null ? "--shard" : "--resume")
              + " does not go with --merge, which grades nothing");
    }
    for (Path folder : merge) {
      if (!Files.isDirectory(folder.resolve("students"))) {
        throw new BadInputException(
            "--merge must name folders with grades, and " + folder + " has no folder students");
      }
    }
  }

  private int report(List<StudentGrade> grades, Work work) throws JsonProcessingException {
    PrintWriter to = spec.commandLine().getOut();
    Path page = null;
    if (shard == null) {
      page = CourseFiles.writeClass(grades, work.exercises(), out);
    } else {
      CourseFiles.makeStudents(out);
    }
    to.print(
        json
            ? json(grades, grades.isEmpty() ? work.with() : grades.get(0).with()) + "\n"
            : text(grades, work.chosen(), page));
    to.flush();
    return 0;
  }

  private int gradescope(Exercises exercises, List<Exercise> chosen) {
    for (String option :
        List.of(
            "--out",
            "--roster",
            "--resume",
            "--json",
            "--jobs",
            "--shard",
            "--merge",
            "--mixed",
            "--on",
            "--allow-no-jail")) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new BadInputException(
            option + " does not go with --gradescope, which writes one student's results.json");
      }
    }
    GradescopeFolder folder = new GradescopeFolder(dir == null ? GradescopeFolder.USUAL : dir);
    StudentGrade grade = folder.grade(exercises, chosen, seed);
    PrintWriter to = spec.commandLine().getOut();
    int points = chosen.stream().mapToInt(Exercise::points).sum();
    to.printf(
        "%d of %s%nWritten:%n  %s%n", grade.points(), Count.of(points, "point"), folder.results());
    to.flush();
    return 0;
  }

  private static Comparator<Exercise> byNumber() {
    return Comparator.comparingInt(Exercise::number);
  }

  private String text(List<StudentGrade> grades, List<Exercise> chosen, @Nullable Path page) {
    List<StudentGrade> present = grades.stream().filter(grade -> !grade.absent()).toList();
    double mean = present.stream().mapToInt(StudentGrade::points).average().orElse(0);
    int points = chosen.stream().mapToInt(Exercise::points).sum();
    int absent = grades.size() - present.size();
    String average =
        present.isEmpty()
            ? ""
            : ", %.1f of %s on average".formatted(mean, Count.of(points, "point"));
    return "%s%s%s%n"
            .formatted(
                Count.of(present.size(), "submission"),
                average,
                absent == 0 ? "" : "; not counted, as nothing was handed in: " + absent)
        + written(page);
  }

  private String written(@Nullable Path page) {
    String students = out.resolve("students") + ", with the feedback for each";
    return page == null
        ? "Part %s of the class. Written:%n  %s%n".formatted(shard, students)
        : "Written:%n  %s%n  %s%n  %s%n"
            .formatted(page, page.resolveSibling("grades.csv"), students);
  }

  private static String json(List<StudentGrade> grades, GradedWith with)
      throws JsonProcessingException {
    List<Map<String, Object>> students = new ArrayList<>();
    for (StudentGrade grade : grades) {
      Map<String, Object> student = new LinkedHashMap<>();
      student.put("student", grade.student());
      student.put("id", grade.id());
      student.put("from", grade.from());
      student.put("late", grade.late());
      student.put("absent", grade.absent());
      student.put("points", grade.points());
      Map<String, Integer> points = new LinkedHashMap<>();
      grade.grades().forEach(one -> points.put(one.exercise(), one.points()));
      student.put("exercises", points);
      students.add(student);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("format", "descent-grade/1");
    all.put("with", with);
    all.put("students", students);
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }
}
