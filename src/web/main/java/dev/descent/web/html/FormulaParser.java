package dev.descent.web.html;

import dev.descent.web.html.FormulaToken.Kind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** A parser of one formula, which makes MathML of it. What it does not know stays as it stands. */
final class FormulaParser {
  private final String formula;
  private final FormulaCursor here;
  private int scripts; // how deep in scripts, which are too small for fractions

  private FormulaParser(String formula) {
    this.formula = formula;
    this.here = new FormulaCursor(FormulaToken.all(formula));
  }

  /** The parts of a formula, in their order. */
  static List<FormulaPart> parse(String formula) {
    return new FormulaParser(formula).row();
  }

  private List<FormulaPart> row() {
    List<FormulaPart> row = new ArrayList<>();
    while (here.hasNext()) {
      if (isDivided(row)) {
        divide(row);
      } else if (here.isWords()) {
        row.add(words(!row.isEmpty() && row.get(row.size() - 1).wantsOperand()));
      } else {
        row.add(
            switch (here.peek().kind()) {
              case SIGN -> FormulaSigns.sign(here, row);
              case PUNCTUATION -> FormulaSigns.punctuation(here);
              case OPERATOR, SLASH -> FormulaSigns.operator(here.next());
              default -> factor();
            });
      }
    }
    return row;
  }

  /**
   * Words. Where an operator takes them they are a name, such as "validation loss": an operator
   * among texts, for a browser no more than space, would have no space at its sides.
   */
  private FormulaPart words(boolean followsOperator) {
    FormulaToken first = here.peek();
    here.skipWords();
    boolean isName =
        followsOperator
            || here.isAt(Kind.OPERATOR)
            || here.isAt(Kind.SIGN)
            || here.isAt(Kind.SLASH);
    String text = formula.substring(first.start(), here.stop());
    return new FormulaPart(
        FormulaPart.Kind.TEXT, Html.tag(isName ? "mi" : "mtext", text), first.start(), here.stop());
  }

  /** Whether a slash is here, with a blank at its side, something to divide and a divisor. */
  private boolean isDivided(List<FormulaPart> before) {
    if (before.isEmpty() || scripts > 0 || !here.isAt(Kind.SLASH) || !here.beginsFactor(1)) {
      return false;
    }
    FormulaPart last = before.get(before.size() - 1);
    return (last.isFactor() || last.kind() == FormulaPart.Kind.TEXT)
        && !(here.isTight(0) && here.isTight(1));
  }

  /** Divides the product before the slash by the product behind it; words end a product. */
  private void divide(List<FormulaPart> row) {
    int first = row.size() - 1;
    while (first > 0 && row.get(first).isFactor() && row.get(first - 1).isFactor()) {
      first--;
    }
    List<FormulaPart> dividend = row.subList(first, row.size());
    here.next();
    List<FormulaPart> divisor = new ArrayList<>();
    if (here.isWords()) {
      divisor.add(words(true));
    } else {
      while (here.beginsFactor(0) && !here.isWords()) {
        divisor.add(factor());
      }
    }
    FormulaPart fraction =
        fraction(FormulaPart.bare(dividend), FormulaPart.bare(divisor), dividend.get(0).start());
    dividend.clear();
    row.add(fraction);
  }

  private FormulaPart fraction(Html dividend, Html divisor, int start) {
    Html fraction = Html.tag("mfrac").add(dividend).add(divisor);
    return new FormulaPart(FormulaPart.Kind.FRACTION, fraction, start, here.stop());
  }

  /** A factor; a slash without blanks divides it by its neighbour. */
  private FormulaPart factor() {
    FormulaPart factor = scripted();
    while (scripts == 0
        && here.isAt(Kind.SLASH)
        && here.isTight(0)
        && here.isTight(1)
        && here.beginsFactor(1)) {
      here.next();
      factor = fraction(factor.bare(), scripted().bare(), factor.start());
    }
    return factor;
  }

  /** A sign, name, number or group with its scripts; a name with its arguments, too. */
  private FormulaPart scripted() {
    boolean isName = here.isAt(Kind.LETTER) || here.isAt(Kind.WORD);
    FormulaPart base = atom();
    if (base.kind() == FormulaPart.Kind.FRACTION && !isScript()) {
      return new FormulaPart(base.kind(), base.bare(), base.start(), base.end());
    }
    base = scripts(base);
    if (isName && here.isAt(Kind.OPEN) && here.isTight(0) && here.isGroup()) {
      FormulaPart arguments = atom();
      Html call = Html.tag("mrow").add(base.html()).add(arguments.html());
      base = scripts(factor(call, base.start()));
    }
    return base;
  }

  private FormulaPart factor(Html html, int start) {
    return new FormulaPart(FormulaPart.Kind.FACTOR, html, start, here.stop());
  }

  private boolean isScript() {
    return isBelow() || isAbove();
  }

  private boolean isBelow() {
    return here.isScript(Kind.SUBSCRIPT, Kind.UNDERSCORE);
  }

  private boolean isAbove() {
    return here.isScript(Kind.SUPERSCRIPT, Kind.CARET);
  }

  private FormulaPart scripts(FormulaPart of) {
    boolean isSum = of.kind() == FormulaPart.Kind.SUM;
    FormulaPart base = of;
    while (isScript()) {
      List<Html> row = new ArrayList<>(List.of(base.html()));
      String name = isSum ? "mover" : "msup";
      if (isBelow()) {
        row.add(script());
        name = isSum ? "munder" : "msub";
      }
      if (isAbove()) {
        row.add(script());
        name = row.size() == 2 ? name : isSum ? "munderover" : "msubsup";
      }
      base =
          new FormulaPart(
              isSum ? of.kind() : FormulaPart.Kind.FACTOR,
              Html.tag(name).add(row),
              of.start(),
              here.stop());
    }
    return base;
  }

  private Html script() {
    FormulaToken token = here.next();
    if (token.kind() == Kind.SUPERSCRIPT || token.kind() == Kind.SUBSCRIPT) {
      // NFKC makes of small signs those that they stand for.
      String plain = Normalizer.normalize(token.text(), Normalizer.Form.NFKC);
      return FormulaPart.one(FormulaPart.row(parse(plain)));
    }
    scripts++;
    List<Html> row = new ArrayList<>();
    if (here.isAt(Kind.SIGN)) {
      row.add(FormulaSigns.prefix(here.next()));
    }
    String first = here.peek().text();
    if (here.isAt(Kind.WORD) && first.length() == 2) { // two indices, as in z_ic
      here.next();
      first.chars().forEach(c -> row.add(Html.tag("mi", Character.toString(c))));
    } else {
      row.add(atom().bare());
    }
    scripts--;
    return FormulaPart.one(row);
  }

  private FormulaPart atom() {
    if (here.isGroup()) {
      return group();
    }
    FormulaToken token = here.next();
    if (token.kind() == Kind.ROOT && here.beginsFactor(0)) {
      FormulaPart of = here.isGroup() ? atom() : scripts(atom());
      return factor(Html.tag("msqrt").add(of.bare()), token.start());
    }
    return FormulaSigns.alone(token);
  }

  private FormulaPart group() {
    FormulaToken open = here.peek();
    int outer = here.enter();
    List<FormulaPart> inside = row();
    here.leave(outer);
    FormulaToken close = here.next();
    Html whole =
        Html.tag("mrow")
            .add(Html.tag("mo", open.text()).attr("form", "prefix"))
            .add(FormulaPart.row(inside))
            .add(Html.tag("mo", close.text()).attr("form", "postfix"));
    String brackets = open.text() + close.text();
    if (!brackets.equals("()") && !brackets.equals("{}")) {
      return factor(whole, open.start());
    }
    boolean isFraction = inside.size() == 1 && inside.get(0).kind() == FormulaPart.Kind.FRACTION;
    return new FormulaPart(
        isFraction ? FormulaPart.Kind.FRACTION : FormulaPart.Kind.FACTOR,
        whole,
        FormulaPart.one(FormulaPart.row(inside)),
        open.start(),
        close.end());
  }
}
