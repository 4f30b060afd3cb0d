package dev.descent.web.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A token of a formula.
 *
 * @param start where it begins in the formula
 * @param end where it ends; the next begins there if no blank is between them
 */
record FormulaToken(Kind kind, String text, int start, int end) {
  private static final String LATIN = "[A-Za-zÀ-ÖØ-öø-ž]";

  /** What a token is; of kinds that fit, the first is meant. */
  enum Kind {
    /** ∂L, or dL where it stands before or behind the slash of dL/dz. */
    DIFFERENTIAL(
        "∂\\p{L}"
            + "|(?<![\\p{L}\\d])d\\p{L}(?=/d\\p{L}(?![\\p{L}\\d]))"
            + "|(?<=(?<![\\p{L}\\d])d\\p{L}/)d\\p{L}(?![\\p{L}\\d])"),
    SUPERSCRIPT("[⁰¹²³⁴-⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ]+"),
    /** Also digits behind a letter, as in β1. */
    SUBSCRIPT("[₀-₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ]+|(?<=\\p{L}\\p{M}?)\\d+"),
    NUMBER("\\d+(?:\\.\\d+)?(?:e[-−+]?\\d+)?"),
    /** Two letters or more, also warm-up, class's and i's. */
    WORD("(?:%1$s{2,}[A-Za-z0-9]*+|%1$s(?=['’]%1$s))(?:['’-]%1$s++)*+(?!\\p{M})".formatted(LATIN)),
    SUM("Σ"),
    /** A variable, with what stands over it; and …, as in 1, 2, … */
    LETTER("\\p{L}\\p{M}*|…"),
    OPEN("[(\\[{⌊⌈⟨]"),
    CLOSE("[)\\]}⌋⌉⟩]"),
    BAR("[|‖]"),
    ROOT("√"),
    CARET("\\^"),
    UNDERSCORE("_"),
    SLASH("/"),
    SIGN("[-+−±]"),
    PUNCTUATION("[,;:]|[.!?](?=\\s|$)"),
    OPERATOR("[\\p{Sm}*·←→]"),
    OTHER("\\S");

    private final String pattern;

    Kind(String pattern) {
      this.pattern = pattern;
    }
  }

  private static final Pattern TOKEN =
      Pattern.compile(
          Arrays.stream(Kind.values())
              .map(kind -> "(?<" + kind + ">" + kind.pattern + ")")
              .collect(Collectors.joining("|")));

  /** All of a formula but its blanks. */
  static List<FormulaToken> all(String formula) {
    List<FormulaToken> tokens = new ArrayList<>();
    Matcher next = TOKEN.matcher(formula);
    while (next.find()) {
      Kind kind =
          Arrays.stream(Kind.values())
              .filter(k -> next.group(k.name()) != null)
              .findFirst()
              .orElseThrow();
      tokens.add(new FormulaToken(kind, next.group(), next.start(), next.end()));
    }
    return tokens;
  }
}
