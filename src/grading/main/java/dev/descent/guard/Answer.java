package dev.descent.guard;

import dev.descent.guard.Finding.Part;
import dev.descent.guard.Verdict.Cut;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;

/**
 * The classes of an answer, cut until nothing in them is refused. What uses something that was cut
 * is cut in the next round, so no call ever means something else than it did. The last round finds
 * nothing: what may run has been checked as it is, whatever the cutting did.
 */
final class Answer {
  private static final int MOST_ROUNDS = 50;

  private final Kit kit;
  private final Cuttings cuttings = new Cuttings();
  private final List<Cut> cuts = new ArrayList<>();
  private Map<String, byte[]> classes;

  /**
   * @param classes as they were compiled, by their names, all of one package
   * @param kit what the exercise may use of the kit
   */
  Answer(Map<String, byte[]> classes, Collection<String> kit) {
    this.classes = classes;
    String pack = classes.keySet().stream().findFirst().map(ClassSummary::packageOf).orElse("");
    this.kit = new Kit(pack.substring(pack.lastIndexOf('/') + 1), kit);
  }

  /** All that is refused of them as they were compiled. */
  List<Refusal> refusals() {
    return all(find());
  }

  /** Cuts them; what is given back are reasons why that is not possible. */
  List<Refusal> cut() {
    Map<String, List<Finding>> found = find();
    for (int round = 0; !found.isEmpty(); round++) {
      List<Refusal> refusals = refusals(found);
      if (!refusals.isEmpty() || round == MOST_ROUNDS) {
        return refusals.isEmpty() ? all(found) : refusals;
      }
      cut(found);
      found = find();
    }
    return List.of();
  }

  /** The parts that were cut, in order of the lines. */
  List<Cut> cuts() {
    return cuts.stream().sorted(Comparator.comparingInt(cut -> cut.because().line())).toList();
  }

  /** The classes that are left, by name. */
  Map<String, byte[]> classes() {
    return classes;
  }

  private Map<String, List<Finding>> find() {
    Map<String, ClassSummary> shapes = new HashMap<>();
    classes.forEach((name, bytes) -> shapes.put(name, ClassSummary.of(new ClassReader(bytes))));
    Permissions judge = new Permissions(shapes, kit, cuttings);
    Map<String, List<Finding>> found = new TreeMap<>();
    classes.forEach(
        (name, bytes) -> {
          Findings findings = new Findings(judge, name + ".class");
          new ClassReader(bytes).accept(new ClassCheck(findings), 0);
          if (findings.count() > 0) {
            found.put(name, findings.all());
          }
        });
    return found;
  }

  private static List<Refusal> all(Map<String, List<Finding>> found) {
    return found.values().stream().flatMap(List::stream).map(Finding::refusal).toList();
  }

  /**
   * Reasons why the answer cannot be cut: its own class is refused, or code that was cut already.
   */
  private List<Refusal> refusals(Map<String, List<Finding>> found) {
    List<Refusal> refusals = new ArrayList<>();
    found.forEach(
        (type, findings) ->
            findings.stream()
                .filter(
                    it ->
                        it.part() == Part.CLASS && !type.contains("$")
                            || it.part() == Part.CODE && cuttings.isReplaced(type, it.member()))
                .map(Finding::refusal)
                .forEach(refusals::add));
    return refusals;
  }

  private void cut(Map<String, List<Finding>> found) {
    Map<String, byte[]> left = new TreeMap<>(classes);
    found.forEach(
        (type, findings) ->
            findings.stream()
                .filter(it -> it.part() == Part.CLASS)
                .findFirst()
                .ifPresent(
                    it -> {
                      left.remove(type);
                      cuttings.gone(type, it.refusal());
                      cuts.add(new Cut("the class " + simple(type), it.refusal()));
                    }));
    found.forEach(
        (type, findings) -> {
          if (left.containsKey(type)) {
            Map<String, Refusal> gone = first(findings, Part.DECLARATION);
            Map<String, Refusal> code = first(findings, Part.CODE);
            code.keySet().removeAll(gone.keySet());
            gone.forEach((member, why) -> cuttings.gone(type, member, why));
            code.keySet().forEach(member -> cuttings.replaced(type, member));
            left.put(
                type, Cutter.cut(left.get(type), gone.keySet(), code, Set.copyOf(left.keySet())));
            gone.forEach((member, why) -> note(type, member, why));
            code.forEach((member, why) -> note(type, member, why));
          }
        });
    classes = left;
  }

  /** The first refusal of each member; in a use of several, the first is what the student wrote. */
  private static Map<String, Refusal> first(List<Finding> findings, Part part) {
    return findings.stream()
        .filter(it -> it.part() == part)
        .collect(
            Collectors.toMap(
                Finding::member, Finding::refusal, (one, other) -> one, LinkedHashMap::new));
  }

  private void note(String type, String member, Refusal why) {
    String name = member.substring(0, member.indexOf(' '));
    if (name.equals("$deserializeLambda$")) {
      return; // no student has written it
    }
    String within = type.contains("$") ? simple(type) + "." : "";
    String words =
        switch (name) {
          case "<init>" -> "the constructor of " + simple(type);
          case "<clinit>" -> "what sets up the static fields of " + simple(type);
          default ->
              name.startsWith("lambda$")
                  ? "a lambda in " + within + name.split("\\$")[1].replace("new", simple(type))
                  : within + name;
        };
    cuts.add(new Cut(words, why));
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('/') + 1).replace('$', '.');
  }
}
