package dev.descent.web.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
  private static final String THIN = "<mspace width=\"0.1667em\"></mspace>";

  /** The characters that a formula keeps, in their order. */
  private static String kept(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replace('∑', 'Σ')
        .replaceAll("[\\s\\p{Z}\\p{M}(){}^_/√]", "");
  }

  private static List<String> ofLessonsAndStarts() throws Exception {
    List<String> all = new ArrayList<>();
    for (Path lesson : Texts.lessons()) {
      Matcher fence =
          Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$").matcher(Files.readString(lesson));
      while (fence.find()) {
        if (fence.group(1).isEmpty()) {
          all.add(fence.group(2));
        }
      }
    }
    for (Path start : Texts.starts()) {
      Matcher pre = Pattern.compile("(?s)<pre>(.*?)</pre>").matcher(Files.readString(start));
      while (pre.find()) {
        all.add(JavadocInline.decoded(pre.group(1).replaceAll("(?m)^ \\*", "")));
      }
    }
    return all;
  }

  @Test
  void nothingInLessonsAndStartsIsLostOrMoved() throws Exception {
    List<String> all = ofLessonsAndStarts();
    assertTrue(all.size() > 30, all.size() + " blocks");
    for (String block : all) {
      assertEquals(kept(block), kept(Texts.visible(Formula.block(block))));
      for (String line : block.lines().toList()) {
        assertEquals(kept(line), kept(Texts.visible(Formula.inline(line))));
      }
    }
  }

  @Test
  void whateverIsWrittenStays() throws Exception {
    String[] signs =
        "a b lr loss where 1 0.5 2e-3 + − - · = ← < & / √ ^ _ ( ) [ ] { } | ‖ ⌊ ⌋ Σ ∂L dL/dz ² ᵢ ⁻¹ x̂ , ; : . … \" ' \u0000 😀 ̂"
            .split(" ");
    Random random = new Random(1);
    for (int i = 0; i < 5000; i++) {
      StringBuilder formula = new StringBuilder();
      for (int j = random.nextInt(12); j >= 0; j--) {
        formula.append(signs[random.nextInt(signs.length)]).append(" ".repeat(random.nextInt(2)));
      }
      String shown = formula.toString().replace('\u0000', '\ufffd');
      assertEquals(kept(shown), kept(Texts.visible(Formula.inline(formula.toString()))), shown);
      assertEquals(kept(shown), kept(Texts.visible(Formula.block(formula.toString()))), shown);
    }
    for (String sign : signs) {
      String many = sign.repeat(500 / sign.length());
      Texts.visible(Formula.inline(many));
      Formula.block(many.repeat(100));
    }
  }

  private static String mathMl(String formula) {
    String html = Formula.inline(formula).toString();
    Matcher math =
        Pattern.compile(
                "<math><semantics><mrow>(.*)</mrow><annotation encoding=\"text/plain\">(.*)"
                    + "</annotation></semantics></math>")
            .matcher(html);
    assertTrue(math.matches(), html);
    assertEquals(Html.text(formula).toString(), math.group(2));
    return math.group(1)
        .replace(THIN, "~")
        .replace("<mo form=\"prefix\">(</mo>", "<(>")
        .replace("<mo form=\"postfix\">)</mo>", "<)>");
  }

  /** With ~ for a thin space, and brackets in short. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '"',
      value = {
        "2d @ <mn>2</mn><mi>d</mi>",
        "p − lr g @ <mi>p</mi><mo>−</mo><mi>lr</mi>~<mi>g</mi>",
        "β1 m @ <msub><mi>β</mi><mn>1</mn></msub>~<mi>m</mi>",
        "g² @ <msup><mi>g</mi><mn>2</mn></msup>",
        "β1^t @ <msubsup><mi>β</mi><mn>1</mn><mi>t</mi></msubsup>",
        "e⁻ᶻ @ <msup><mi>e</mi><mrow><mo form='prefix'>−</mo><mi>z</mi></mrow></msup>",
        "lr₀ · γ^⌊i/s⌋ @ <msub><mi>lr</mi><mn>0</mn></msub><mo>·</mo><msup><mi>γ</mi><mrow>"
            + "<mo form='prefix'>⌊</mo><mi>i</mi><mo>/</mo><mi>s</mi><mo form='postfix'>⌋</mo>"
            + "</mrow></msup>",
        "lr m̂ / (√v̂ + ε) @ <mfrac><mrow><mi>lr</mi>~<mover><mi>m</mi>"
            + "<mo stretchy='false'>^</mo></mover></mrow><mrow><msqrt><mover><mi>v</mi>"
            + "<mo stretchy='false'>^</mo></mover></msqrt><mo>+</mo><mi>ε</mi></mrow></mfrac>",
        "v n/(n − 1) @ <mi>v</mi>~<mfrac><mi>n</mi><mrow><mi>n</mi><mo>−</mo><mn>1</mn></mrow>"
            + "</mfrac>",
        "(1/N) Σᵢ z @ <mfrac><mn>1</mn><mi>N</mi></mfrac><munder><mo>∑</mo><mi>i</mi></munder>"
            + "<mi>z</mi>",
        "z_ic / Σ_k exp(z) @ <mfrac><msub><mi>z</mi><mrow><mi>i</mi><mi>c</mi></mrow></msub>"
            + "<mrow><munder><mo>∑</mo><mi>k</mi></munder><mrow><mi>exp</mi><mrow><(><mi>z</mi>"
            + "<)></mrow></mrow></mrow></mfrac>",
        "z_{i, y_i} @ <msub><mi>z</mi><mrow><mi>i</mi><mo>,</mo><msub><mi>y</mi><mi>i</mi></msub>"
            + "</mrow></msub>",
        "−log p @ <mo form='prefix'>−</mo><mi>log</mi>~<mi>p</mi>",
        "|d| − β/2 @ <mrow><mo form='prefix'>|</mo><mi>d</mi><mo form='postfix'>|</mo></mrow>"
            + "<mo>−</mo><mfrac><mi>β</mi><mn>2</mn></mfrac>",
        "∂L/∂y x̂ @ <mfrac><mrow><mi>∂</mi><mi>L</mi></mrow><mrow><mi>∂</mi><mi>y</mi></mrow>"
            + "</mfrac>~<mover><mi>x</mi><mo stretchy='false'>^</mo></mover>",
        "dl/da = 2 d @ <mfrac><mrow><mi>d</mi><mi>l</mi></mrow><mrow><mi>d</mi><mi>a</mi></mrow>"
            + "</mfrac><mo>=</mo><mn>2</mn>~<mi>d</mi>",
        "√(v + ε) @ <msqrt><mrow><mi>v</mi><mo>+</mo><mi>ε</mi></mrow></msqrt>",
        "gap = training loss @ <mi>gap</mi><mo>=</mo><mi>training loss</mi>",
        "a · (1 + cos(π i / T)) / 2 @ <mi>a</mi><mo>·</mo><mfrac><mrow><mn>1</mn><mo>+</mo><mrow>"
            + "<mi>cos</mi><mrow><(><mfrac><mrow><mi>π</mi>~<mi>i</mi></mrow><mi>T</mi></mfrac>"
            + "<)></mrow></mrow></mrow><mn>2</mn></mfrac>",
        "f(x < 1e-6) @ <mrow><mi>f</mi><mrow><(><mi>x</mi><mo>&lt;</mo><mn>1e-6</mn><)></mrow>"
            + "</mrow>",
        "x^2) @ <msup><mi>x</mi><mn>2</mn></msup><mo stretchy='false'>)</mo>",
      })
  void formulas(String formula, String expected) {
    assertEquals(expected.replace('\'', '"'), mathMl(formula));
  }

  @Test
  void wordsAreText() {
    assertEquals("a sum, which only grows", Formula.inline("a sum, which only grows").toString());
    assertEquals("0 before the first step", Formula.inline("0 before the first step").toString());
    String where = Formula.inline("where u < p: the element is dropped").toString();
    assertTrue(where.startsWith("where <math>"), where);
    assertTrue(where.endsWith("</math> the element is dropped"), where);
  }

  @Test
  void linesAreInColumns() {
    String table =
        Formula.block(
                """
                  SmoothL1   d²     where d < β
                             |d|    elsewhere

                  sum = L
                """)
            .toString()
            .replaceAll("<math.*?</math>", "M");
    assertEquals(
        "<div class=\"formulas\" role=\"group\" aria-label=\"Formulas\" tabindex=\"0\">"
            + "<table role=\"presentation\"><tbody>"
            + "<tr><td>SmoothL1</td><td>M</td><td>where M</td></tr>"
            + "<tr><td></td><td>M</td><td>elsewhere</td></tr></tbody><tbody>"
            + "<tr><td colspan=\"3\">M</td></tr></tbody></table></div>",
        table);
  }

  @Test
  void whatStandsAloneIsJoined() {
    FormulaGrid grid = FormulaGrid.of("m̂ = 1,  t = 2\nv̂ = 1\nnorm x = 2\n       = 3\n       = 4");
    assertEquals(2, grid.columns());
    assertEquals(List.of("m̂ = 1,", "t = 2"), grid.rows().get(0).get(0).pieces());
    assertEquals(
        List.of(
            new FormulaGrid.Cell(0, 1, List.of("norm x")),
            new FormulaGrid.Cell(1, 1, List.of("= 2"))),
        grid.rows().get(2));
  }

  @Test
  void textIsNeverMarkup() {
    String html = Formula.block("<script>alert(1)</script>  \"x & y").toString();
    assertFalse(html.contains("<script"), html);
  }
}
