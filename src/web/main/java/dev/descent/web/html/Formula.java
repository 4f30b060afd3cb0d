package dev.descent.web.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Formulas as the kit writes them in plain text, set as a browser sets formulas, in MathML.
 *
 * <pre>
 *   p ← p − lr m̂ / (√v̂ + ε)      m̂ = m / (1 − β1^t)
 * </pre>
 *
 * <p>What is written side by side is a product. A slash divides the product before it by the
 * product behind it, one without blanks only its neighbours; brackets around them are not needed
 * then. √, ^ and _ hold for the next sign or bracket; digits behind a letter, as in β1, are its
 * index, and a hat is a hat. Words are English, but for names such as lr, maxNorm and softmax(z).
 * Nothing is left out but blanks and these brackets, nothing changes its place, and what has no
 * meaning stays as it stands.
 */
public final class Formula {
  private static final Pattern LABEL = Pattern.compile("[A-Z][A-Za-z0-9]++");

  /** Nothing longer is a formula; so none is too deep for a stack or a browser. */
  private static final int LONGEST = 500;

  private Formula() {}

  /** Lines of formulas, in columns; each cell has formulas, and words as text. */
  public static Html block(String lines) {
    FormulaGrid grid = FormulaGrid.of(lines);
    Html table = Html.tag("table").attr("role", "presentation");
    Html group = Html.tag("tbody");
    boolean isEmpty = true;
    for (List<FormulaGrid.Cell> row : grid.rows()) {
      if (!row.isEmpty()) {
        group.add(row(row));
        isEmpty = false;
      } else if (!isEmpty) {
        table.add(group);
        group = Html.tag("tbody");
        isEmpty = true;
      }
    }
    return Html.tag("div")
        .attr("class", "formulas")
        .attr("role", "group")
        .attr("aria-label", "Formulas")
        .attr("tabindex", "0")
        .add(isEmpty ? table : table.add(group));
  }

  private static Html row(List<FormulaGrid.Cell> cells) {
    Html row = Html.tag("tr");
    int column = 0;
    for (FormulaGrid.Cell cell : cells) {
      if (cell.column() > column) {
        row.add(cell(cell.column() - column));
      }
      Html set = cell(cell.span());
      for (int i = 0; i < cell.pieces().size(); i++) {
        set.add(i > 0 ? "\u2003" : "").add(set(cell.pieces().get(i), true));
      }
      row.add(set);
      column = cell.column() + cell.span();
    }
    return row;
  }

  private static Html cell(int span) {
    Html cell = Html.tag("td");
    return span > 1 ? cell.attr("colspan", Integer.toString(span)) : cell;
  }

  /** A formula in a line of text. */
  public static Html inline(String formula) {
    return set(formula.strip(), false);
  }

  private static Html set(String piece, boolean isLarge) {
    if (LABEL.matcher(piece).matches() || piece.length() > LONGEST) {
      return Html.text(piece);
    }
    List<FormulaPart> parts = FormulaParser.parse(piece);
    boolean[] isText = areText(parts);
    List<Html> set = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < isText.length; ) {
      int end = i + 1;
      while (end < isText.length && isText[end] == isText[i]) {
        end++;
      }
      int start = parts.get(i).start();
      int stop = parts.get(end - 1).end();
      set.add(Html.text(start > at ? " " : ""));
      String source = piece.substring(start, stop);
      set.add(isText[i] ? Html.text(source) : math(parts.subList(i, end), source, isLarge));
      at = stop;
      i = end;
    }
    return Html.all(set);
  }

  /** Which parts are words that no operator needs, or a number or a sign among them. */
  private static boolean[] areText(List<FormulaPart> parts) {
    boolean[] areText = new boolean[parts.size()];
    for (int i = 0; i < areText.length; i++) {
      boolean isFirst = i == 0;
      areText[i] =
          switch (parts.get(i).kind()) {
            case TEXT ->
                (isFirst || !parts.get(i - 1).wantsOperand())
                    && !is(FormulaPart.Kind.OPERATOR, parts, i + 1);
            case NUMBER -> (isFirst || areText[i - 1]) && endsAmongWords(parts, i + 1);
            case PUNCTUATION -> !isFirst && areText[i - 1];
            case FACTOR, FRACTION, SUM, OPERATOR, PREFIX -> false;
          };
    }
    return areText;
  }

  private static boolean endsAmongWords(List<FormulaPart> parts, int i) {
    int next = is(FormulaPart.Kind.PUNCTUATION, parts, i) ? i + 1 : i;
    return next == parts.size() || is(FormulaPart.Kind.TEXT, parts, next);
  }

  private static boolean is(FormulaPart.Kind kind, List<FormulaPart> parts, int i) {
    return i < parts.size() && parts.get(i).kind() == kind;
  }

  private static Html math(List<FormulaPart> parts, String source, boolean isLarge) {
    Html math = Html.tag("math");
    if (isLarge) {
      math.attr("displaystyle", "true");
    }
    return math.add(
        Html.tag("semantics")
            .add(Html.tag("mrow").add(FormulaPart.row(parts)))
            .add(Html.tag("annotation", source).attr("encoding", "text/plain")));
  }
}
