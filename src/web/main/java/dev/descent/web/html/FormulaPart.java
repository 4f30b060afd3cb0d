package dev.descent.web.html;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a row of a formula.
 *
 * @param html the part in MathML
 * @param bare the same without the brackets around it
 * @param start where it begins in the formula
 * @param end where it ends
 */
record FormulaPart(Kind kind, Html html, Html bare, int start, int end) {
  /** What a part is for its neighbours. */
  enum Kind {
    FACTOR,
    /** A fraction, with brackets or without. */
    FRACTION,
    /** A number, which among words is a word. */
    NUMBER,
    /** Words. */
    TEXT,
    /** Σ: an operator to its right, a factor to its left. */
    SUM,
    OPERATOR,
    /** A sign before its operand. */
    PREFIX,
    PUNCTUATION
  }

  private static final String THIN = "0.1667em";
  private static final String BETWEEN_WORDS = "0.25em";

  FormulaPart(Kind kind, Html html, int start, int end) {
    this(kind, html, html, start, end);
  }

  /** Whether it can be a factor of a product. */
  boolean isFactor() {
    return kind == Kind.FACTOR || kind == Kind.FRACTION || kind == Kind.NUMBER || kind == Kind.SUM;
  }

  /** Whether an operand has to follow. */
  boolean wantsOperand() {
    return kind == Kind.OPERATOR || kind == Kind.PREFIX || kind == Kind.SUM;
  }

  /** The parts side by side, with space where products and words need it. */
  static List<Html> row(List<FormulaPart> parts) {
    List<Html> row = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        String space = space(parts.get(i - 1), parts.get(i));
        if (!space.isEmpty()) {
          row.add(Html.tag("mspace").attr("width", space));
        }
      }
      row.add(parts.get(i).html());
    }
    return row;
  }

  /** One element with these parts; brackets around all of them are left out. */
  static Html bare(List<FormulaPart> parts) {
    return parts.size() == 1 ? parts.get(0).bare() : one(row(parts));
  }

  /** One element with these in it. */
  static Html one(List<Html> row) {
    return row.size() == 1 ? row.get(0) : Html.tag("mrow").add(row);
  }

  /** Operators have their space themselves. */
  private static String space(FormulaPart left, FormulaPart right) {
    if (left.end == right.start || left.wantsOperand() || right.kind == Kind.OPERATOR) {
      return "";
    }
    if (left.kind == Kind.TEXT || right.kind == Kind.TEXT) {
      return BETWEEN_WORDS;
    }
    return left.kind == Kind.PUNCTUATION || right.kind == Kind.SUM ? "" : THIN;
  }
}
