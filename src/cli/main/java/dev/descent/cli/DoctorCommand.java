package dev.descent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.Build;
import dev.descent.doctor.Check;
import dev.descent.doctor.Check.Status;
import dev.descent.doctor.Doctor;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code descent doctor}: is this machine fit? Exit code 3 if a check fails. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Checks Java, natives, processor, memory, where files go, figures, the jail and GPU, and"
            + " trains for a second.")
public final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print the checks as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    List<Check> checks = Doctor.examine();
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json
            ? json(checks)
            : text(checks, PlainWriter.charset("stdout").newEncoder().canEncode("✓→"), ansi()));
    out.flush();
    return fit(checks) ? 0 : 3;
  }

  private Ansi ansi() {
    return spec.commandLine().getColorScheme().ansi();
  }

  private static boolean fit(List<Check> checks) {
    return checks.stream().noneMatch(check -> check.status() == Status.FAIL);
  }

  /** A line for each check, and one more where there is something to do. */
  static String text(List<Check> checks, boolean unicode, Ansi ansi) {
    int width = checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
    StringBuilder text =
        new StringBuilder("Descent %s with Deeplearning4j %s\n\n".formatted(version()));
    for (Check check : checks) {
      text.append(
          "%s %s  %s\n"
              .formatted(
                  mark(check.status(), unicode, ansi), pad(check.name(), width), check.found()));
      if (!check.advice().isEmpty()) {
        text.append(
            "%s  %s %s\n".formatted(pad("", width + 2), unicode ? "→" : "->", check.advice()));
      }
    }
    return text + "\n" + verdict(checks, unicode);
  }

  private static String verdict(List<Check> checks, boolean unicode) {
    if (!fit(checks)) {
      return "This machine is not fit yet for what is marked with " + (unicode ? "✗." : "x.");
    }
    return checks.stream().anyMatch(check -> check.status() == Status.WARN)
        ? "This machine is fit, but for what is marked with !."
        : "This machine is fit.";
  }

  private static Object[] version() {
    return new Object[] {Build.THIS.version(), Build.THIS.dl4j()};
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String mark(Status status, boolean unicode, Ansi ansi) {
    return switch (status) {
      case OK -> ansi.string("@|green " + (unicode ? "✓" : "+") + "|@");
      case WARN -> ansi.string("@|yellow !|@");
      case FAIL -> ansi.string("@|red " + (unicode ? "✗" : "x") + "|@");
    };
  }

  static String json(List<Check> checks) throws JsonProcessingException {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("version", Build.THIS.version());
    result.put("deeplearning4j", Build.THIS.dl4j());
    result.put("fit", fit(checks));
    result.put("checks", checks);
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(result);
  }
}
