package dev.descent.web.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.descent.compare.Comparison;
import dev.descent.compare.Plan;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Run;
import dev.descent.experiment.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An experiment of the Lab: its settings, its trainings, and what has become of them. */
final class LabExperiment {
  /**
   * The files that the kit has written of it, as addresses of the site.
   *
   * @param figures each with its name and title
   */
  record Files(String report, String json, String csv, List<Drawn> figures) {}

  /** A figure. */
  record Drawn(String name, String title, String png, String svg) {}

  /**
   * All that a page and a file know of it.
   *
   * @param command the same as a command
   * @param said why it failed, or what else there is to say
   * @param seconds from its start to its end; null until then
   * @param kept whether it is in a file
   * @param words conclusions, a sentence each
   */
  record View(
      String id,
      String name,
      Setup setup,
      String command,
      RunState state,
      @CanBeNull @Nullable String said,
      @CanBeNull @Nullable Double seconds,
      boolean kept,
      @CanBeNull @Nullable Files files,
      List<String> words,
      List<LabRun.View> runs) {}

  /** What has changed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Change(
      String id,
      RunState state,
      @Nullable String said,
      @Nullable Double seconds,
      boolean kept,
      @Nullable Files files,
      List<String> words,
      List<LabRun.View> runs) {}

  private final String id;
  private final Setup setup;
  private final Plan plan;
  private final List<LabRun> runs = new ArrayList<>();
  private String name;
  private RunState state = RunState.WAITING;
  private @Nullable String said;
  private @Nullable Double seconds;
  private @Nullable Files files;
  private boolean kept;
  private List<String> words = List.of();
  private boolean isChanged;

  LabExperiment(String id, Setup setup, Plan plan) {
    this.id = id;
    this.setup = setup;
    this.plan = plan;
    this.name = setup.title(plan);
    plan.experiments().forEach(it -> runs.add(new LabRun(runs.size(), it)));
  }

  String id() {
    return id;
  }

  Plan plan() {
    return plan;
  }

  synchronized boolean isEnded() {
    return state.isEnd();
  }

  /** The experiment of a training by its number; null if there is none, or it has ended. */
  synchronized @Nullable Experiment open(int n) {
    return n >= 0 && n < runs.size() && !runs.get(n).state().isEnd()
        ? runs.get(n).experiment()
        : null;
  }

  synchronized void begin() {
    state = RunState.RUNNING;
    isChanged = true;
  }

  synchronized void hear(Experiment experiment, Training.Progress progress) {
    with(experiment, run -> run.hear(progress));
  }

  synchronized void ended(Experiment experiment, @Nullable Run run, @Nullable String failure) {
    with(experiment, it -> it.end(run, failure));
  }

  private void with(Experiment experiment, Consumer<LabRun> what) {
    runs.stream().filter(run -> run.experiment().equals(experiment)).forEach(what);
  }

  /** Ends it with what the kit concludes. */
  synchronized void end(Comparison comparison, boolean wasStopped) {
    words = comparison.runs().isEmpty() ? List.of() : words(comparison);
    seconds = comparison.seconds();
    end(
        wasStopped || comparison.unfinished() > 0
            ? RunState.STOPPED
            : comparison.runs().isEmpty() ? RunState.FAILED : RunState.DONE,
        null);
  }

  /** What the kit concludes, with the form's words for options of the command. */
  private static List<String> words(Comparison comparison) {
    List<String> all = new ArrayList<>(comparison.findings());
    comparison
        .failures()
        .forEach(
            failure ->
                all.add(
                    "Failed: %s, seed %d: %s"
                        .formatted(
                            failure.experiment().optimizer().label(),
                            failure.experiment().seed(),
                            failure.message())));
    return all.stream()
        .map(
            sentence ->
                sentence
                    .replace("--seeds 3 or more shows", "3 seeds or more show")
                    .replace(": --tune searches it", "; descent compare --tune searches it")
                    .replace(
                        "--hidden makes a smaller one", "fewer hidden units make a smaller one"))
        .toList();
  }

  /** Ends it; trainings that have not begun never will. */
  synchronized void end(RunState how, @Nullable String why) {
    runs.stream().filter(run -> !run.state().isEnd()).forEach(run -> run.end(null, null));
    state = how;
    said = why;
    isChanged = true;
  }

  /** All that a page will know of it once it is kept. */
  synchronized View keptView() {
    return view(true);
  }

  synchronized void written(@Nullable Files written) {
    files = written;
  }

  synchronized void kept() {
    kept = true;
    isChanged = true;
  }

  synchronized void say(String why) {
    said = why;
    isChanged = true;
  }

  synchronized void name(String other) {
    name = other;
  }

  synchronized View view() {
    return view(kept);
  }

  private View view(boolean isKept) {
    return new View(
        id,
        name,
        setup,
        Objects.requireNonNull(plan.command()),
        state,
        said,
        seconds,
        isKept,
        files,
        words,
        runs.stream().map(LabRun::view).toList());
  }

  /** What is new since this was asked last; null for nothing. */
  synchronized @Nullable Change change() {
    List<LabRun.View> changed = new ArrayList<>();
    for (LabRun run : runs) {
      LabRun.View view = run.change();
      if (view != null) {
        changed.add(view);
      }
    }
    if (changed.isEmpty() && !isChanged) {
      return null;
    }
    isChanged = false;
    return new Change(id, state, said, seconds, kept, files, words, changed);
  }
}
