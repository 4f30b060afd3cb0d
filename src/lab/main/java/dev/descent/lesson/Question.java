package dev.descent.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A question in a lesson's text. One to predict is asked before a part of the lesson runs, and that
 * run answers it; one to check is asked at the end, and its text answers it.
 *
 * @param prompt what is asked, in Markdown
 * @param run what answers it: the name of an {@link Block.Answer}, or of a {@link Block.Value} for
 *     a number; null for a question to check
 * @param tolerance the share of the right number by which an answer may be off; 0 but for numbers
 * @param options to choose from; of a number: the right one and wrong ones that are often given; of
 *     an order: all, in the right order
 * @param explanation what is to be said afterwards, in Markdown; may be empty
 */
public record Question(
    Kind kind,
    String prompt,
    @Nullable String run,
    double tolerance,
    List<Option> options,
    String explanation) {

  /** The way in which it is answered. */
  public enum Kind {
    /** One of the options. */
    CHOICE,
    /** A number. */
    NUMBER,
    /** All options, in an order. */
    ORDER
  }

  /**
   * A possible answer.
   *
   * @param label the answer, in Markdown
   * @param why it is right, or what is wrong with the belief behind it, in Markdown
   */
  public record Option(String label, String why, boolean isRight) {
    /** The label without the signs of code. */
    public String plain() {
      return label.replace("`", "");
    }
  }

  static final Pattern BEGIN =
      Pattern.compile("<details><summary><b>(Predict|Check)\\.</b> (.+)</summary>");
  static final String END = "</details>";
  private static final Pattern MARK =
      Pattern.compile(
          "<!--(choice|number|order)(?: ([A-Za-z0-9]+\\.[a-z0-9-]+))?(?: ([0-9.]+)%)?-->");
  private static final Pattern OPTION = Pattern.compile("- (.+?): (.+)");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d{1,3}(,\\d{3})+(\\.\\d*)?|\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  private static final Pattern BOLD = Pattern.compile("\\*\\*(.+)\\*\\*");

  public Question {
    options = List.copyOf(options);
    require(options.size() >= 2, "needs two options or more");
    long right = options.stream().filter(Option::isRight).count();
    if (kind == Kind.ORDER) {
      require(right == 0, "is in the right order; no option is bold");
    } else {
      require(right == 1, "needs one bold option, which is right; it has " + right);
    }
    require((kind == Kind.NUMBER) == (tolerance > 0), "has a tolerance in percent if a number");
    require(
        options.stream().map(Option::plain).distinct().count() == options.size(),
        "has the same option twice");
    if (kind == Kind.NUMBER) {
      double wanted = 0;
      for (Option option : options) {
        require(number(option.plain()).isPresent(), "'" + option.label() + "' is no number");
        wanted = option.isRight() ? number(option.plain()).getAsDouble() : wanted;
      }
      for (Option option : options) {
        require(
            option.isRight() || !near(number(option.plain()).getAsDouble(), wanted, tolerance),
            "'" + option.label() + "' is within the tolerance of the right number");
      }
    }
  }

  private static void require(boolean kept, String rule) {
    if (!kept) {
      throw new IllegalArgumentException("the question " + rule);
    }
  }

  /**
   * The question in the lines of a text between {@link #BEGIN} and {@link #END}, which they are.
   *
   * @throws IllegalArgumentException if they are not written as CONTRIBUTING.md says
   */
  static Question of(List<String> lines) {
    Matcher begin = BEGIN.matcher(lines.get(0));
    require(begin.matches(), "begins with " + BEGIN + ", not with " + lines.get(0));
    int at = 1;
    while (lines.get(at).isBlank()) {
      at++;
    }
    Matcher mark = MARK.matcher(lines.get(at));
    require(mark.matches(), "has a line as <!--choice Part.name--> above its options");
    String run = mark.group(2);
    require(
        (run != null) == begin.group(1).equals("Predict"),
        "names what answers it if it is to predict, and nothing if it is to check");
    List<String> options = new ArrayList<>();
    for (at++; at < lines.size() && !lines.get(at).isBlank(); at++) {
      String line = lines.get(at);
      if (line.startsWith("- ")) {
        options.add(line);
      } else {
        require(!options.isEmpty() && !line.equals(END), "has options as '- label: why'");
        options.set(options.size() - 1, options.get(options.size() - 1) + " " + line.strip());
      }
    }
    return new Question(
        Kind.valueOf(mark.group(1).toUpperCase(Locale.ROOT)),
        begin.group(2).replaceAll("</?code>", "`"),
        run,
        mark.group(3) == null ? 0 : Double.parseDouble(mark.group(3)) / 100,
        options.stream().map(Question::option).toList(),
        String.join("\n", lines.subList(at, lines.size() - 1)).strip());
  }

  private static Option option(String line) {
    Matcher option = OPTION.matcher(line);
    require(option.matches(), "has options as '- label: why', not as " + line);
    Matcher bold = BOLD.matcher(option.group(1));
    return bold.matches()
        ? new Option(bold.group(1), option.group(2), true)
        : new Option(option.group(1), option.group(2), false);
  }

  /** Whether it is asked before a part runs. */
  public boolean isPrediction() {
    return run != null;
  }

  /** The part that answers it, by its class; empty for a question to check. */
  public Optional<String> part() {
    return Optional.ofNullable(run).map(name -> name.substring(0, name.indexOf('.')));
  }

  /** What the text says is right: one option, or all in their order. */
  public List<Option> right() {
    return options.stream().filter(it -> kind == Kind.ORDER || it.isRight()).toList();
  }

  /** Whether two numbers are the same for this question. */
  public boolean isNear(double found, double wanted) {
    return near(found, wanted, tolerance);
  }

  private static boolean near(double found, double wanted, double tolerance) {
    return Math.abs(found - wanted) <= tolerance * Math.abs(wanted) + 1e-12;
  }

  /**
   * The number that a text is, as people write it: 1,211 or −0.5 or 95 %; empty if it is none. A
   * comma parts thousands and nothing else, since 64,0 may be 64 as well as 640.
   */
  public static OptionalDouble number(String text) {
    String plain = text.strip().replace('−', '-').replaceFirst("\\s*%$", "");
    if (!NUMBER.matcher(plain).matches()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(plain.replace(",", ""));
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }
}
