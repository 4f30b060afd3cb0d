package dev.descent.slip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlipsTest {
  private static Slips of(String... body) {
    return Slips.of(
        """
        final class Answer {
          private final double beta1 = 0.9;
          private final double eps = 0.1;
          private int count;
          void step(INDArray p, INDArray g, INDArray v, double lr) {
        %s
          }
          boolean done(int epochs, int patience) {
            return epochs >= patience;
          }
        }
        """
            .formatted(String.join("\n", body)));
  }

  private static Set<String> says(Slips slips, Rule rule) {
    return slips.slips().values().stream()
        .filter(slip -> slip.rule() == rule)
        .map(slip -> slip.says().replace("This is what comes out ", ""))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("each rule makes its slip, and tells it as a formula")
  @CsvSource(
      delimiter = '~',
      value = {
        "SQUARED_TOO ~ v.addi(g.mul(g).mul(lr)); ~ with “(g · lr)²” where “g² · lr” belongs.",
        "MOVED ~ p.subi(Transforms.sqrt(v).add(eps)); ~ with “√(v + ε)” where “√v + ε” belongs.",
        "MOVED ~ p.subi(Transforms.sqrt(v.add(eps))); ~ with “√v + ε” where “√(v + ε)” belongs.",
        "MOVED ~ lr = Math.sqrt(lr) + eps; ~ with “√(lr + ε)” where “√lr + ε” belongs.",
        "REGROUPED ~ p.subi(g.mul(lr)); ~ with “(p − g) · lr” where “p − g · lr” belongs.",
        "MOVED ~ v.divi(1 - Math.pow(lr, 2)); ~ with “(1 − lr)^2” where “1 − lr^2” belongs.",
        "COMPLEMENT ~ v.muli(beta1); ~ with “1 − β1” where “β1” belongs.",
        "COMPLEMENT ~ v.muli(1 - beta1); ~ with “β1” where “1 − β1” belongs.",
        "IN_PLACE ~ p.subi(g.mul(lr)); ~ where g itself is changed, as by muli: mul gives a new array.",
        "NO_COPY ~ p = g.dup(); ~ without a copy of g: what is done to one of the two is done to the other.",
        "OPERATION ~ p.subi(g); ~ with “p + g” where “p − g” belongs.",
        "SWAPPED ~ p = g.sub(v); ~ with “p ← v − g” where “p ← g − v” belongs.",
        "SWAPPED ~ p = pick(g, v); ~ with “pick(v, g)” where “pick(g, v)” belongs.",
        "LEFT_OUT ~ p.subi(g.mul(lr)); ~ with “g” where “g · lr” belongs.",
        "LEFT_OUT ~ p = Transforms.abs(g); ~ with “p ← g” where “p ← |g|” belongs.",
        "ONCE_MORE ~ p = g.div(lr); ~ with “g / lr / lr” where “g / lr” belongs.",
        "COMPARISON ~ p = g.gte(lr); ~ with “g > lr” where “g ≥ lr” belongs.",
        "COMPARISON ~ p = Transforms.sign(g); ~ where the sign of 0 is −1, and not 0.",
        "ONE_OFF ~ count = 0; ~ with “count ← 1” where “count ← 0” belongs.",
        "REDUCTION ~ lr = g.sumNumber().doubleValue(); ~ with “lr ← the mean of g” where “lr ← Σ g” belongs.",
        "REDUCTION ~ p = g.mean(0); ~ with one mean of all of g, where each row or column has its own.",
        "REDUCTION ~ p = g.std(false, 0); ~ with one std of all of g, where each row or column has its own.",
        "OTHER_VALUE ~ p.subi(g); ~ with “p − v” where “p − g” belongs.",
        "SWAPPED ~ p.subi(g.mul(lr)).addi(v); ~ with p and g in each other’s place.",
        "ONE_OFF ~ p = g.sum(true, 1); ~ with “Σ g along dimension 0” where “Σ g along dimension 1” belongs.",
        "OTHER_VALUE ~ p = g.sum(true, 1); ~ with “g.sum(false, 1)” where “g.sum(true, 1)” belongs.",
        "ONE_OFF ~ lr = g.getDouble(0) + eps; ~ with “g[1] + ε” where “g[0] + ε” belongs.",
        "STEP_LEFT_OUT ~ count++; ~ without “count ← count + 1”.",
        "STEP_TWICE ~ count++; ~ with “count ← count + 1” done twice.",
      })
  void rule(Rule rule, String body, String says) {
    Set<String> all = says(of(body), rule);
    assertTrue(all.contains(says), () -> says + " is not among " + all);
  }

  @Test
  @DisplayName("steps change places, are done after a loop, and a loop has one round")
  void steps() {
    Slips slips =
        of("for (int i = 0; i < 3; i++) {", "  p.subi(g);", "  count = read(p);", "}", "count++;");
    Set<String> moved = says(slips, Rule.STEP_MOVED);
    assertTrue(
        moved.contains("with “p ← p − g” after “count ← read(p)”, not before it."),
        moved::toString);
    assertTrue(
        moved.contains("with “count ← read(p)” done once, after the loop."), moved::toString);
    assertTrue(says(slips, Rule.ROUND).contains("with the first round of a loop alone."));
    assertTrue(
        slips
            .source()
            .lines()
            .filter(line -> line.contains("for (int i "))
            .allMatch(this::isCounted),
        slips::source);
  }

  private boolean isCounted(String line) {
    return line.contains(Loops.ROUND);
  }

  @Test
  @DisplayName("what is returned is taken before the last step first: that holds for earlier ones")
  void early() {
    String body = "void x() {} double loss(INDArray p) { read(p); fit(p); return score(); }";
    List<String> says =
        Slips.of("final class A { " + body + " }").slips().values().stream()
            .map(Slip::says)
            .filter(it -> it.contains("taken before"))
            .toList();
    assertEquals(
        List.of(
            "This is what comes out with “score()” taken before “fit(p)”, not after it.",
            "This is what comes out with “score()” taken before “read(p)”, not after it."),
        says);
  }

  @Test
  @DisplayName(
      "what changes in place changes by that alone, or by all that is done in place after it")
  void inPlace() {
    Slips slips = of("p.subi(Transforms.sqrt(v).addi(eps));", "v.addi(g);");
    List<String> made =
        slips.source().lines().filter(line -> line.contains("sqrt(v, false)")).toList();
    assertEquals(
        List.of(
            "p.subi(Transforms.sqrt(v, false).addi(eps));",
            "p.subi(Transforms.sqrt(v, false).dup().addi(eps));"),
        made.stream().map(String::strip).toList());
  }

  @Test
  @DisplayName("a sentence knows which of its names the right answer has given")
  void names() {
    Slips slips = of("INDArray moved = g.mul(lr);", "p.subi(moved);", "v.addi(moved);");
    Set<Set<String>> names =
        slips.slips().values().stream()
            .filter(it -> it.says().endsWith("with “p + moved” where “p − moved” belongs."))
            .map(Slip::names)
            .collect(Collectors.toSet());
    assertEquals(Set.of(Set.of("moved")), names);
    Set<String> ofCalls =
        Slips.of(
                "final class A { double loss(double x) { return pick(x) - other.pick(x); }"
                    + " double pick(double x) { return x; } }")
            .slips()
            .values()
            .stream()
            .filter(it -> it.says().contains("“pick(x) + other.pick(x)”"))
            .findFirst()
            .orElseThrow()
            .names();
    assertEquals(Set.of("pick()"), ofCalls);
  }

  @Test
  @DisplayName("what can be done in one place can be done in all that are alike")
  void everywhere() {
    Set<String> changed = says(of("p.subi(g.mul(lr));", "v.subi(p.mul(lr));"), Rule.LEFT_OUT);
    assertTrue(
        changed.contains("with “g” where “g · lr” belongs, and so in other places."),
        changed::toString);
  }

  @Test
  @DisplayName("a local variable is called what the comment of one word behind it says")
  void symbols() {
    Set<String> says =
        says(of("INDArray mean = g.div(lr); // m̂", "p.subi(mean.mul(lr));"), Rule.LEFT_OUT);
    assertTrue(says.contains("with “m̂” where “m̂ · lr” belongs."), says::toString);
  }

  @Test
  @DisplayName("two slips at once change two places, or one inside of what the other changes")
  void pairs() {
    Slips slips = of("p.subi(Transforms.sqrt(v).add(eps).mul(lr));");
    List<Integer> some =
        slips.slips().values().stream()
            .filter(
                slip ->
                    slip.says().contains("“√(v + ε)”")
                        || slip.says().contains("“p + (√v + ε) · lr”")
                        || slip.says().contains("“epochs > patience”"))
            .map(Slip::number)
            .toList();
    assertEquals(3, some.size(), slips.slips()::toString);
    Slips pairs = slips.pairs(some);
    assertEquals(3, pairs.slips().size(), pairs.slips()::toString);
    assertTrue(
        pairs.source().contains("p.addi(Transforms.sqrt(v.add(eps)).mul(lr))"), pairs::source);
    assertEquals(
        2, // methods, of the slip that is in both
        pairs.slips().values().stream()
            .filter(slip -> slip.says().contains("√(v") && slip.says().contains("patience"))
            .mapToInt(slip -> Long.bitCount(pairs.methods(slip)))
            .sum());
    Slips inner = of("v.muli(1 - beta1);");
    List<Integer> apart =
        inner.slips().values().stream()
            .filter(slip -> slip.says().matches(".*with “(β1|2 − β1)” where “1 − β1” belongs."))
            .map(Slip::number)
            .toList();
    assertEquals(2, apart.size(), inner.slips()::toString);
    assertEquals(0, inner.pairs(apart).slips().size(), "the 1 of beta1 is no number");
    Slips same = slips.pairs(List.of(some.get(0), some.get(0)));
    assertEquals(List.of(), List.copyOf(same.slips().values()), "one place");
  }

  @Test
  @DisplayName("every method stands there for every slip in it, and places lead back to slips")
  void schema() {
    Slips slips = of("p.subi(g.mul(lr));");
    List<Slip> all = List.copyOf(slips.slips().values());
    List<Integer> found = new ArrayList<>();
    Matcher copies =
        Pattern.compile("(step|done)\\$[1-9]\\d*\\((INDArray|int)").matcher(slips.source());
    while (copies.find()) {
      found.addAll(slips.at(List.of((long) copies.start())));
    }
    assertEquals(
        all.stream().map(Slip::number).sorted().toList(), found.stream().sorted().toList());
    Slips fewer = slips.without(found.subList(0, 3));
    assertEquals(all.size() - 3, fewer.slips().size());
    assertFalse(fewer.source().contains("case " + found.get(0) + " ->"));
  }
}
