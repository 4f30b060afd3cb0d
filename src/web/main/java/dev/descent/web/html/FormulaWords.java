package dev.descent.web.html;

import dev.descent.web.html.FormulaToken.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The words in a formula: which are names of variables and functions, and which are English. */
final class FormulaWords {
  private static final Set<String> FUNCTIONS =
      Set.of(
          "log", "ln", "exp", "softmax", "min", "max", "sin", "cos", "tan", "tanh", "sign", "sqrt",
          "argmin", "argmax");

  /** English words of two letters; others, such as lr, are variables. */
  private static final Set<String> SHORT =
      Set.of(
          "an", "as", "at", "be", "by", "do", "if", "in", "is", "it", "no", "of", "on", "or", "so",
          "to", "up", "we");

  /** What makes a name of the word before it. */
  private static final Set<Kind> AFTER_NAME =
      EnumSet.of(Kind.OPEN, Kind.CARET, Kind.UNDERSCORE, Kind.SUPERSCRIPT, Kind.SUBSCRIPT);

  /** Words that stand before a formula, and are no part of a name. */
  private static final Set<String> BEFORE_FORMULA = Set.of("if", "then", "where", "with");

  private FormulaWords() {}

  /** Whether English words begin at this token. */
  static boolean areAt(List<FormulaToken> tokens, int index, int end) {
    return index < end && (isWord(tokens, index, end) || isArticle(tokens, index, end));
  }

  /** Where the English words that begin at this token end. */
  static int end(List<FormulaToken> tokens, int first, int end) {
    int index = first + 1;
    if (BEFORE_FORMULA.contains(tokens.get(first).text())) {
      return index;
    }
    while (areAt(tokens, index, end)) {
      index++;
    }
    return index;
  }

  private static boolean isWord(List<FormulaToken> tokens, int index, int end) {
    FormulaToken token = tokens.get(index);
    String word = token.text();
    if (token.kind() != Kind.WORD || FUNCTIONS.contains(word)) {
      return false;
    }
    if (isTight(tokens, index + 1, end) && AFTER_NAME.contains(tokens.get(index + 1).kind())) {
      return false;
    }
    return word.length() > 2 ? !word.matches("[a-z]+[A-Z]\\w*") : SHORT.contains(word);
  }

  /** The letter a before a word, as in "a sum". */
  private static boolean isArticle(List<FormulaToken> tokens, int index, int end) {
    return tokens.get(index).text().equals("a")
        && index + 1 < end
        && !isTight(tokens, index + 1, end)
        && isWord(tokens, index + 1, end);
  }

  private static boolean isTight(List<FormulaToken> tokens, int index, int end) {
    return index < end && tokens.get(index - 1).end() == tokens.get(index).start();
  }
}
