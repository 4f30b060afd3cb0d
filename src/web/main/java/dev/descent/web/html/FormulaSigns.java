package dev.descent.web.html;

import java.util.List;

/** The signs, names and numbers of a formula, each as an element of MathML. */
final class FormulaSigns {
  private FormulaSigns() {}

  private static FormulaPart part(FormulaPart.Kind kind, Html html, FormulaToken token) {
    return new FormulaPart(kind, html, token.start(), token.end());
  }

  /** An operator with an operand at each side. */
  static FormulaPart operator(FormulaToken token) {
    return part(FormulaPart.Kind.OPERATOR, Html.tag("mo", token.text()), token);
  }

  /** The + or − here: an operator, or a sign of what follows. */
  static FormulaPart sign(FormulaCursor here, List<FormulaPart> before) {
    boolean follows = here.isTight(0);
    FormulaToken token = here.next();
    FormulaPart.Kind last =
        before.isEmpty() ? FormulaPart.Kind.OPERATOR : before.get(before.size() - 1).kind();
    boolean isPrefix =
        switch (last) {
          case OPERATOR, PREFIX, PUNCTUATION, SUM -> true;
          case TEXT -> !follows && here.isTight(0); // as in: below −100
          case FACTOR, FRACTION, NUMBER -> false;
        };
    return isPrefix ? part(FormulaPart.Kind.PREFIX, prefix(token), token) : operator(token);
  }

  /** A sign of what follows; a browser would take it for an operator after another operator. */
  static Html prefix(FormulaToken token) {
    return Html.tag("mo", token.text()).attr("form", "prefix");
  }

  /** The punctuation here. */
  static FormulaPart punctuation(FormulaCursor here) {
    boolean follows = here.isTight(0);
    FormulaToken token = here.next();
    Html mark = Html.tag("mo", token.text());
    if (follows && token.text().equals(":")) { // a browser takes it for a ratio
      mark.attr("lspace", "0").attr("rspace", "0.1667em");
    }
    return part(FormulaPart.Kind.PUNCTUATION, mark, token);
  }

  /** A token that is a part by itself. */
  static FormulaPart alone(FormulaToken token) {
    FormulaPart.Kind kind =
        switch (token.kind()) {
          case NUMBER -> FormulaPart.Kind.NUMBER;
          case SUM -> FormulaPart.Kind.SUM;
          default -> FormulaPart.Kind.FACTOR;
        };
    return part(kind, symbol(token), token);
  }

  private static Html symbol(FormulaToken token) {
    String text = token.text();
    return switch (token.kind()) {
      case NUMBER -> Html.tag("mn", text);
      case WORD -> Html.tag("mi", text);
      case LETTER -> letter(text);
      case DIFFERENTIAL ->
          Html.tag("mrow")
              .add(Html.tag("mi", text.substring(0, 1)))
              .add(Html.tag("mi", text.substring(1)));
      case SUM -> Html.tag("mo", "∑"); // the operator; formulas have the letter Σ for it
      case OPEN, CLOSE, BAR -> Html.tag("mo", text).attr("stretchy", "false");
      default -> Html.tag("mtext", text);
    };
  }

  private static Html letter(String text) {
    if (!text.endsWith("\u0302")) {
      return Html.tag("mi", text);
    }
    return Html.tag("mover")
        .add(Html.tag("mi", text.substring(0, text.length() - 1)))
        .add(Html.tag("mo", "^").attr("stretchy", "false"));
  }
}
