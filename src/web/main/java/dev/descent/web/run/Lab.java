package dev.descent.web.run;

import dev.descent.BadInputException;
import dev.descent.Count;
import dev.descent.UnfitMachineException;
import dev.descent.compare.Comparer;
import dev.descent.compare.Comparison;
import dev.descent.compare.Experiments;
import dev.descent.compare.Plan;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Run;
import dev.descent.experiment.Training;
import dev.descent.report.SafeText;
import dev.descent.worker.KitWorker;
import dev.descent.worker.WorkerPool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The Lab: experiments that pages start, follow and stop. They run one after another, the trainings
 * of each side by side in workers, and are the same as those of {@code descent compare}. Each that
 * has a result is kept in a folder of its own, with the files that {@code compare} writes.
 *
 * <p>News of kind {@code lab} tell what has changed in an experiment, five times a second at most,
 * and those of kind {@code lab-list} that one has come, has gone or has another name.
 */
public final class Lab implements AutoCloseable {
  private static final int TICK = 200; // milliseconds
  private static final int MOST_WAITING = 8;
  private static final int MOST_KEPT = 200;
  private static final int LAST_WORDS = 20; // seconds

  /** All that a page needs at first. */
  record Content(String event, List<LabExperiment.View> experiments) {}

  private final LabFolder folder;
  private final List<String> sources;
  private final News news;
  private final int workers;
  private final Map<String, LabExperiment.View> kept = new LinkedHashMap<>();
  private final Map<String, LabExperiment> open = new LinkedHashMap<>();
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          2,
          work -> {
            Thread thread = new Thread(work, "lab");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable LabExperiment current;
  private @Nullable Experiments running;
  private boolean closed;

  /**
   * Opens it, with the experiments kept in its folder.
   *
   * @param sources the data that may be chosen, as {@code --data} takes them
   * @param workers how many trainings run side by side
   */
  public Lab(Path folder, List<String> sources, News news, int workers) {
    this.folder = new LabFolder(folder);
    this.sources = List.copyOf(sources);
    this.news = news;
    this.workers = workers;
    this.folder.read().forEach(view -> kept.put(view.id(), view));
    threads.scheduleAtFixedRate(this::tell, TICK, TICK, TimeUnit.MILLISECONDS);
  }

  /** An experiment that was run elsewhere, as pages see those of the Lab. */
  public static Object recorded(String id, String name, Setup setup, Comparison comparison) {
    LabExperiment experiment = new LabExperiment(id, setup, comparison.plan());
    comparison.runs().forEach(run -> experiment.ended(run.experiment(), run, null));
    comparison
        .failures()
        .forEach(failure -> experiment.ended(failure.experiment(), null, failure.message()));
    experiment.end(comparison, false);
    experiment.name(name);
    return experiment.view();
  }

  /** All experiments, and the last event whose changes are in them. */
  public synchronized Object content() {
    String event = news.last();
    List<LabExperiment.View> all = new ArrayList<>(kept.values());
    open.values().forEach(it -> all.add(it.view()));
    return new Content(event, all);
  }

  /** The name of the experiment in a folder, such as {@code lab/7/}; empty if that has none. */
  public synchronized Optional<String> name(String folderOf) {
    if (!folderOf.matches("lab/\\d+/")) {
      return Optional.empty();
    }
    String id = folderOf.substring(4, folderOf.length() - 1);
    LabExperiment experiment = open.get(id);
    LabExperiment.View view = experiment == null ? kept.get(id) : experiment.view();
    return Optional.ofNullable(view).map(it -> "Lab: " + it.name());
  }

  /**
   * Starts an experiment, as soon as those before have ended.
   *
   * @return it, as pages see it
   * @throws BadInputException where a setting breaks its rule, or too many wait
   */
  public synchronized Object start(Setup setup) {
    Plan plan = setup.plan(sources);
    long waiting = open.values().stream().filter(it -> !it.isEnded() && it != current).count();
    if (waiting >= MOST_WAITING) {
      throw new BadInputException(
          "%s wait already: let one end, or stop it"
              .formatted(Count.of((int) waiting, "experiment")));
    }
    int all = kept.size() + open.size();
    if (all >= MOST_KEPT) {
      throw new BadInputException(
          "%s are there: forget one to make room".formatted(Count.of(all, "experiment")));
    }
    LabExperiment experiment = new LabExperiment(folder.newId(), setup, plan);
    open.put(experiment.id(), experiment);
    threads.execute(this::next);
    news.tell("lab-list", Map.of());
    return experiment.view();
  }

  /** Runs the first that waits, on the Lab's thread, unless one runs. Whatever happens, it ends. */
  private void next() {
    LabExperiment experiment;
    synchronized (this) {
      experiment = open.values().stream().filter(it -> !it.isEnded()).findFirst().orElse(null);
      if (experiment == null || current != null || closed) {
        return;
      }
      current = experiment;
    }
    try {
      run(experiment);
    } catch (Throwable e) { // also out of memory: the Lab goes on
      experiment.end(RunState.FAILED, words(e));
    } finally {
      if (!experiment.view().kept()) {
        folder.removeEmpty(experiment.id());
      }
      synchronized (this) {
        current = null;
        running = null;
        if (!closed) {
          threads.execute(this::next);
        }
      }
    }
  }

  private static String words(Throwable e) {
    boolean isOfOurs = e instanceof BadInputException || e instanceof UnfitMachineException;
    return isOfOurs
        ? String.valueOf(e.getMessage())
            .replace("--batch-size", "batch size") // as the form calls them
            .replace("--batch-norm", "batch normalisation")
        : e.toString();
  }

  private void run(LabExperiment experiment) {
    int trainings = experiment.plan().experiments().size();
    WorkerPool pool =
        new WorkerPool(Math.min(workers, trainings), KitWorker.options(false, line -> {}));
    try (Experiments experiments = new Experiments(pool, false, observer(experiment))) {
      synchronized (this) {
        running = experiments;
        if (closed || experiment.isEnded()) {
          return; // stopped before it had begun
        }
        experiment.begin();
      }
      Comparison comparison = new Comparer(experiment.plan(), experiments).compare(false);
      experiment.end(comparison, experiments.stopped());
      experiments.trouble().ifPresent(e -> experiment.say(String.valueOf(e.getMessage())));
      if (!comparison.runs().isEmpty()) {
        write(experiment, comparison);
      }
    }
  }

  private static Experiments.Observer observer(LabExperiment of) {
    return new Experiments.Observer() {
      @Override
      public void progress(Experiment experiment, Training.Progress progress) {
        of.hear(experiment, progress);
      }

      @Override
      public void ended(Experiment experiment, @Nullable Run run, @Nullable String failure) {
        of.ended(experiment, run, failure);
      }
    };
  }

  private void write(LabExperiment experiment, Comparison comparison) {
    String id = experiment.id();
    try {
      experiment.written(folder.write(id, comparison));
      synchronized (this) { // who gives it a name meanwhile finds it kept, or not yet
        folder.keep(experiment.keptView());
        experiment.kept();
      }
    } catch (BadInputException e) { // a full disk, most often: the page still has it
      experiment.written(null);
      experiment.say("The experiment is shown and not kept: " + e.getMessage());
      folder.deleteIfPossible(id);
    }
  }

  /** Tells pages what has changed. */
  private void tell() {
    List<LabExperiment> all;
    synchronized (this) {
      all = List.copyOf(open.values());
    }
    for (LabExperiment experiment : all) {
      LabExperiment.Change change = experiment.change();
      if (change != null) {
        news.tell("lab", change);
      }
    }
  }

  /**
   * Stops an experiment, or one of its trainings; what has ended is kept.
   *
   * @param run number of the training; null for all
   */
  public synchronized void stop(String id, @Nullable Integer run) {
    LabExperiment experiment = open.get(id);
    if (experiment == null || experiment.isEnded()) {
      return; // it has ended meanwhile
    }
    if (experiment != current || running == null) {
      experiment.end(RunState.STOPPED, null);
      folder.removeEmpty(id);
    } else if (run == null) {
      running.stop();
    } else {
      Experiment training = experiment.open(run);
      if (training != null) {
        running.stop(training);
      }
    }
  }

  /** Gives an experiment another name. */
  public synchronized void name(String id, String name) {
    String plain = SafeText.cut(SafeText.line(name), 80);
    if (plain.isEmpty()) {
      throw new BadInputException("a name must have a letter, got none");
    }
    LabExperiment experiment = open.get(id);
    LabExperiment.View view = experiment == null ? kept.get(id) : experiment.view();
    if (view == null) {
      throw new BadInputException("there is no experiment " + id + " any more");
    }
    LabExperiment.View named =
        new LabExperiment.View(
            id,
            plain,
            view.setup(),
            view.command(),
            view.state(),
            view.said(),
            view.seconds(),
            view.kept(),
            view.files(),
            view.words(),
            view.runs());
    if (view.kept()) {
      folder.keep(named);
    }
    if (experiment == null) {
      kept.put(id, named);
    } else {
      experiment.name(plain);
    }
    news.tell("lab-list", Map.of());
  }

  /** Forgets an experiment that has ended, and deletes its files. */
  public synchronized void forget(String id) {
    LabExperiment experiment = open.get(id);
    if (experiment != null && !experiment.isEnded()) {
      throw new BadInputException("experiment " + id + " runs: stop it first");
    }
    if (experiment != null && experiment == current) {
      throw new BadInputException(
          "the files of experiment " + id + " are being written: try again in a moment");
    }
    if (experiment == null && !kept.containsKey(id)) {
      return; // another tab has done it
    }
    folder.delete(id);
    open.remove(id);
    kept.remove(id);
    news.tell("lab-list", Map.of());
  }

  /** Ends all work, and waits a moment until what has ended is kept. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      List.copyOf(open.keySet()).forEach(id -> stop(id, null));
      threads.shutdown();
    }
    try {
      threads.awaitTermination(LAST_WORDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
