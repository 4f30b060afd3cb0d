package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.data.Fetch;
import dev.descent.data.PublicSet;
import dev.descent.data.PublicSet.RemoteFile;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent data fetch}: downloads a published set. */
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    description = {
      "Downloads MNIST (12 MB) or Fashion-MNIST (31 MB). What is there already is kept, a broken"
          + " download goes on where it stopped, and every file is checked by its SHA-256."
    },
    footer = {
      "",
      "Examples:",
      "  descent data fetch mnist",
      "  descent data fetch fashion-mnist --mirror https://example.org/fashion/",
      "  descent compare --data mnist:data/mnist"
    })
final class DataFetchCommand implements Runnable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration STALL = Duration.ofSeconds(30);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "mnist or fashion-mnist.")
  private String name;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the files go. Default: data/NAME in the current folder.")
  private Path folder;

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description =
          "A folder on the web with the four files, in place of the built-in mirrors. May be given"
              + " several times; they are tried in turn.")
  private List<String> mirrors = List.of();

  @Override
  public void run() {
    PublicSet set =
        PublicSet.ALL.stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "fetch "
                            + name
                            + ": no such set; there are "
                            + PublicSet.ALL.stream()
                                .map(PublicSet::name)
                                .collect(Collectors.joining(", "))));
    List<URI> addresses =
        mirrors.isEmpty() ? set.mirrors() : mirrors.stream().map(DataFetchCommand::mirror).toList();
    Path target = folder == null ? Path.of("data", name) : folder;
    PrintWriter out = spec.commandLine().getOut();
    try (Lines lines = new Lines(out, spec.commandLine().getErr())) {
      new Fetch(CONNECT, STALL, lines).download(set, addresses, target);
    }
    out.println("Train on it: ./descent compare --data " + name + ":" + target);
    out.flush();
  }

  private static URI mirror(String text) {
    try {
      URI address = new URI(text.endsWith("/") ? text : text + "/");
      if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw new BadInputException("--mirror " + text + ": " + e.getReason(), e);
    }
    throw new BadInputException("--mirror " + text + ": must start with http:// or https://");
  }

  /** A line for each file; while it comes, a bar, where there is somebody to watch it. */
  private static final class Lines implements Fetch.Listener, AutoCloseable {
    private final PrintWriter out;
    private final PrintWriter err;
    private @Nullable ProgressBar bar;

    Lines(PrintWriter out, PrintWriter err) {
      this.out = out;
      this.err = err;
    }

    @Override
    public void progress(RemoteFile file, long bytes) {
      if (bytes == file.bytes()) {
        close();
        out.printf(Locale.ROOT, "%-27s %,11d bytes, SHA-256 is right%n", file.name(), bytes);
        out.flush();
      } else {
        if (bar == null) {
          bar = CountBar.show(file.name(), " MB", 1 << 20, file.bytes());
        }
        bar.stepTo(bytes);
      }
    }

    @Override
    public void failed(String line) {
      close();
      err.println(line);
      err.flush();
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
        bar = null;
      }
    }
  }
}
