package dev.descent.web.html;

import dev.descent.web.html.FormulaToken.Kind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A place among the tokens of a formula, and what stands there. */
final class FormulaCursor {
  private static final int ALONE = -1;
  private static final Set<Kind> BEGINS_FACTOR =
      EnumSet.of(Kind.DIFFERENTIAL, Kind.NUMBER, Kind.WORD, Kind.LETTER, Kind.ROOT, Kind.SUM);

  private final List<FormulaToken> tokens;
  private final int[] partners; // of each opening bracket the closing one
  private int at;
  private int end;

  FormulaCursor(List<FormulaToken> tokens) {
    this.tokens = tokens;
    this.partners = partners(tokens);
    this.end = tokens.size();
  }

  private static int[] partners(List<FormulaToken> tokens) {
    int[] partners = new int[tokens.size()];
    Arrays.fill(partners, ALONE);
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < partners.length; i++) {
      FormulaToken token = tokens.get(i);
      if (token.kind() == Kind.BAR
          && !open.isEmpty()
          && tokens.get(open.peek()).text().equals(token.text())) {
        partners[open.pop()] = i;
      } else if (token.kind() == Kind.OPEN || token.kind() == Kind.BAR) {
        open.push(i);
      } else if (token.kind() == Kind.CLOSE) {
        while (!open.isEmpty() && tokens.get(open.peek()).kind() == Kind.BAR) {
          open.pop();
        }
        if (!open.isEmpty()) {
          partners[open.pop()] = i;
        }
      }
    }
    return partners;
  }

  boolean hasNext() {
    return at < end;
  }

  /** The token here; the cursor stays. */
  FormulaToken peek() {
    return tokens.get(at);
  }

  /** The token here; the cursor moves behind it. */
  FormulaToken next() {
    return tokens.get(at++);
  }

  /** Whether a token of this kind is here. */
  boolean isAt(Kind kind) {
    return hasNext() && peek().kind() == kind;
  }

  /** Where the token before this place ends in the formula. */
  int stop() {
    return tokens.get(at - 1).end();
  }

  /** Whether no blank is before the token that stands so many behind this one. */
  boolean isTight(int ahead) {
    int index = at + ahead;
    return index > 0 && index < end && tokens.get(index - 1).end() == tokens.get(index).start();
  }

  /** Whether the token that stands so many behind this one begins a factor. */
  boolean beginsFactor(int ahead) {
    int index = at + ahead;
    return index < end
        && (BEGINS_FACTOR.contains(tokens.get(index).kind()) || partners[index] != ALONE);
  }

  /** Whether the token that stands so many behind this one begins what ^ or _ sets. */
  boolean beginsScript(int ahead) {
    return beginsFactor(ahead)
        || at + ahead < end
            && tokens.get(at + ahead).kind() == Kind.SIGN
            && isTight(ahead + 1)
            && beginsFactor(ahead + 1);
  }

  /** Whether a script is here: small signs, or a token of the other kind and what it sets. */
  boolean isScript(Kind small, Kind sign) {
    return isTight(0) && (isAt(small) || isAt(sign) && isTight(1) && beginsScript(1));
  }

  /** Whether an opening bracket is here that is closed again. */
  boolean isGroup() {
    return hasNext() && partners[at] != ALONE;
  }

  /**
   * Moves behind the opening bracket here; there is nothing next where the group ends.
   *
   * @return the end, to be given to {@link #leave}
   */
  int enter() {
    int outer = end;
    end = partners[at];
    at++;
    return outer;
  }

  /** Moves to the bracket that closes the group. */
  void leave(int outer) {
    end = outer;
  }

  /** Whether English words begin here. */
  boolean isWords() {
    return FormulaWords.areAt(tokens, at, end);
  }

  /** Moves behind the English words that begin here. */
  void skipWords() {
    at = FormulaWords.end(tokens, at, end);
  }
}
