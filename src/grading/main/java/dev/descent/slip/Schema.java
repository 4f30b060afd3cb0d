package dev.descent.slip;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.descent.slip.Draft.Edit;
import dev.descent.slip.Draft.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A right answer with all its slips in one class. Every method stands there once for each slip in
 * it, under a name of its own, and {@code $slip} says which one is called: so they are compiled
 * together, and loaded as one.
 */
final class Schema {
  private final Code code;
  private final ClassTree type;

  /**
   * A text, and the slip in each of its places.
   *
   * @param slips by the place where each begins, the number of the slip; 0 where none is
   */
  record Text(String source, TreeMap<Long, Integer> slips) {}

  Schema(Code code, ClassTree type) {
    this.code = code;
    this.type = type;
  }

  /** The text of the right answer. */
  String source() {
    return code.source();
  }

  /** Tells whether slips are made in a method. */
  static boolean isOpen(MethodTree method) {
    return method.getBody() != null
        && method.getReturnType() != null
        && !method.getName().contentEquals("main");
  }

  /**
   * The class with these slips.
   *
   * @param slips each by its number
   */
  Text with(Map<Integer, Draft> slips) {
    StringBuilder text = new StringBuilder();
    TreeMap<Long, Integer> places = new TreeMap<>();
    places.put(0L, 0);
    int place = 0;
    int method = 0;
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree it && isOpen(it)) {
        text.append(code.source(), place, code.start(it));
        place = code.end(it);
        Map<Integer, List<Edit>> own = new LinkedHashMap<>();
        slips.forEach(
            (number, draft) -> {
              List<Edit> edits =
                  draft.places().stream()
                      .filter(one -> one.method() == it)
                      .map(Place::edit)
                      .toList();
              if (!edits.isEmpty()) {
                own.put(number, edits);
              }
            });
        method(it, own, method++, text, places);
      }
    }
    int end = code.end(type) - 1;
    text.append(code.source(), place, end);
    text.append("\n  static int $slip;\n  static long $reached;\n  static long $rounds;\n");
    text.append(
        "  static void $round() { if ($rounds-- < 0) { throw new IllegalStateException(\"a loop without end\"); } }\n");
    text.append(code.source(), end, code.source().length());
    return new Text(text.toString(), places);
  }

  private void method(
      MethodTree it,
      Map<Integer, List<Edit>> slips,
      int number,
      StringBuilder text,
      TreeMap<Long, Integer> places) {
    String name = it.getName().toString();
    String arguments =
        it.getParameters().stream()
            .map(parameter -> parameter.getName().toString())
            .collect(Collectors.joining(", "));
    boolean isVoid = String.valueOf(it.getReturnType()).equals("void");
    text.append(code.source(), code.start(it), code.start(it.getBody())).append("{\n");
    text.append("    $reached |= 1L << ").append(number).append(";\n");
    text.append(isVoid ? "    switch ($slip) {\n" : "    return switch ($slip) {\n");
    for (int slip : slips.keySet()) {
      text.append("      case %d -> %s$%d(%s);\n".formatted(slip, name, slip, arguments));
    }
    text.append(
        "      default -> %s$0(%s);\n    }%s\n  }\n".formatted(name, arguments, isVoid ? "" : ";"));
    copy(it, 0, List.of(), text);
    slips.forEach(
        (slip, edits) -> {
          places.put((long) text.length(), slip);
          copy(it, slip, edits, text);
          places.put((long) text.length(), 0);
        });
  }

  private void copy(MethodTree it, int number, List<Edit> slips, StringBuilder text) {
    int from = code.start(it);
    int header = code.start(it.getBody());
    int afterType = code.end(it.getReturnType());
    int name = code.source().indexOf(it.getName().toString(), afterType);
    List<Edit> edits = new ArrayList<>();
    edits.add(new Edit(name + it.getName().length(), name + it.getName().length(), "$" + number));
    edits.addAll(slips);
    edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
    int place = from;
    for (Edit one : edits) {
      text.append(code.source(), place, one.start()).append(one.text());
      place = one.end();
    }
    text.append(code.source(), place, code.end(it)).append("\n");
  }
}
