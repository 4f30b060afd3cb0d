package dev.descent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.AtomicFile;
import dev.descent.BadInputException;
import dev.descent.parity.FixtureFile;
import dev.descent.parity.Live;
import dev.descent.parity.LiveResult;
import dev.descent.parity.Parity;
import dev.descent.parity.ParityPage;
import dev.descent.parity.ParityTable;
import dev.descent.worker.KitWorker;
import dev.descent.worker.Provenance;
import dev.descent.worker.WorkerPool;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code descent parity}: are our numbers PyTorch's? Exit code 1 if one is not. */
@Command(
    name = "parity",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Repeat trainings that PyTorch has done, step by step, and show by how much the numbers differ:"
          + " ours, and those of DL4J's own nearest class.",
      "Exit code 1 if one of ours is over its limit; the first step and quantity that leave PyTorch"
          + " are named."
    },
    footer = {
      "",
      "Fixtures of your own, made with PyTorch by src/lab/test/python/torch_reference.py:",
      "  python3 src/lab/test/python/torch_reference.py --random 3 --seed 7 --out DIR",
      "  descent parity --fixtures DIR",
      "",
      "Examples:",
      "  descent parity",
      "  descent parity --live",
      "  descent parity --json > parity.json"
    })
final class ParityCommand implements Callable<Integer> {
  @Option(
      names = "--fixtures",
      paramLabel = "DIR",
      description = "All *.json of this folder, instead of those that come with Descent.")
  private Path fixtures;

  @Option(
      names = "--live",
      description = {
        "After that, have PyTorch's C++ library of today train here and now: new cases, drawn from"
            + " those that come with Descent, which are compared as those are; and those themselves,"
            + " to see whether the versions differ. First use downloads 110 MB."
      })
  private boolean live;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the new cases, to have the same again. Default: one that nobody chooses.")
  private Long seed;

  @Option(names = "--json", description = "Print everything as JSON instead of the table.")
  private boolean json;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Write the page \"PyTorch to DL4J\" from this run, too.")
  private Path page;

  @Mixin private Workers workers;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    if (page != null) {
      AtomicFile.requireFolderOf(page);
      if (Files.isDirectory(page)) {
        throw new BadInputException(page + ": must be a file, is a folder");
      }
    }
    if (seed != null && !live) {
      throw new BadInputException("--seed: is for --live, which is missing");
    }
    if (live && fixtures != null) {
      throw new BadInputException(
          "--live: draws from the trainings that come with Descent, not from --fixtures");
    }
    List<FixtureFile> files = fixtures == null ? FixtureFile.committed() : FixtureFile.in(fixtures);
    try (Live trainings = live ? live() : null) { // first, as it may not be possible here
      Parity parity = run(files);
      return print(parity, trainings == null ? null : train(trainings));
    }
  }

  private Live live() {
    long chosen = seed != null ? seed : System.nanoTime() % 1_000_000;
    return new Live(Project.home(), chosen, spec.commandLine().getErr()::println);
  }

  private LiveResult train(Live trainings) {
    try (ProgressBar bar = CountBar.show("PyTorch", "trainings", trainings.count())) {
      trainings.train(bar::step);
    }
    return trainings.result(run(trainings.drawn()));
  }

  private int print(Parity parity, @Nullable LiveResult today) throws JsonProcessingException {
    if (page != null) {
      AtomicFile.write(page, ParityPage.markdown(parity, today).getBytes(StandardCharsets.UTF_8));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? json(parity, today) : ParityTable.text(parity).stripTrailing());
    if (today != null && !json) {
      out.println("\n" + ParityTable.text(today).stripTrailing());
    }
    out.flush();
    return parity.within() && (today == null || today.within()) ? 0 : 1;
  }

  private Parity run(List<FixtureFile> files) {
    try (WorkerPool pool = new WorkerPool(workers.count(), KitWorker.options(false, line -> {}));
        ProgressBar bar = CountBar.show("parity", "trainings", files.size())) {
      return Parity.of(files, pool, bar::step);
    }
  }

  private static String json(Parity parity, @Nullable LiveResult today)
      throws JsonProcessingException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("format", "descent-parity/1");
    all.put("kit", Provenance.here(null));
    all.put("within", parity.within());
    all.put("worst", parity.worst());
    all.put("rows", parity.rows());
    all.put("results", parity.results());
    if (today != null) {
      all.put("live", today);
    }
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }
}
