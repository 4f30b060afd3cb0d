package dev.descent.web.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.catalog.Exercises;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JavadocTest {
  @Test
  void everyStartIsUnderstood() throws Exception {
    List<Path> starts = Texts.starts();
    assertEquals(
        Exercises.load(Path.of("../..").toAbsolutePath().normalize()).all().size(), starts.size());
    for (Path start : starts) {
      String source = Files.readString(start);
      Javadoc javadoc = Javadoc.of(source);
      check(javadoc.text(), start);
      assertFalse(Texts.visible(javadoc.text()).isEmpty(), start.toString());
      List<Integer> numbers = new ArrayList<>();
      Matcher todo = Pattern.compile("// TODO (\\d+)").matcher(source);
      while (todo.find()) {
        numbers.add(Integer.parseInt(todo.group(1)));
      }
      assertEquals(numbers, javadoc.tasks().stream().map(Javadoc.Task::number).toList());
      for (Javadoc.Task task : javadoc.tasks()) {
        check(task.text(), start);
        check(task.comment(), start);
        assertTrue(task.method().matches("public .*\\w\\(.*\\).*"), task.method());
        assertFalse(Texts.visible(task.comment()).isEmpty(), start + " " + task.method());
      }
    }
  }

  private static void check(Html html, Path start) throws Exception {
    String text = Texts.visible(html);
    assertFalse(text.contains("{@"), start + ": " + text);
    assertFalse(Pattern.compile("</?(p|pre|ul|li|code)>").matcher(text).find(), start + text);
  }

  private static final String SOURCE =
      """
      package x;

      /** A list, no comment of the class: /* */
      import y;

      /**
       * What it does, as {@code Map<K, {V}>}
       * or {@link Other#of(int, int)}, at most {@value #MAX} &lt; 3 <i>a</i>.
       *
       * <pre>
       *   p ← p &lt; 1
       * </pre>
       *
       * and more:
       *
       * <ul>
       *   <li>one {@link Other one}
       *   <li>two</li>
       * </ul>
       *
       * <pre>{@code
       * int a = 1;
       * }</pre>
       */
      @Deprecated
      public final class A {
        static final double MAX = 0.5;

        /**
         * Adds.
         *
         * @param a first, {@code a}
         * @return the sum
         */
        @Override
        public int add(
            int a, int b) throws Bad {
          String brace = "}";
          if (a > b) {
            // TODO 1: a.add(b), and
            // b > a.
          }
          // TODO 2: no
        }

        // TODO 3: outside
      }
      """;

  @Test
  void blocksAndTags() {
    assertEquals(
        "<p>What it does, as <code>Map&lt;K, {V}&gt;</code> or <code>Other.of(int, int)</code>, at"
            + " most 0.5 &lt; 3 <i>a</i>.</p>"
            + Formula.block("p ← p < 1")
            + "<p>and more:</p><ul><li>one one</li><li>two</li></ul>"
            + Code.java("int a = 1;"),
        Javadoc.of(SOURCE).text().toString());
  }

  @Test
  void tasksKnowTheirMethod() {
    List<Javadoc.Task> tasks = Javadoc.of(SOURCE).tasks();
    assertEquals(3, tasks.size());
    assertEquals("public int add(int a, int b) throws Bad", tasks.get(0).method());
    assertEquals("<p>a.add(b), and b &gt; a.</p>", tasks.get(0).text().toString());
    assertEquals(
        "<p>Adds.</p><dl><dt><code>a</code></dt><dd>first, <code>a</code></dd><dt>returns</dt>"
            + "<dd>the sum</dd></dl>",
        tasks.get(0).comment().toString());
    assertEquals("public int add(int a, int b) throws Bad", tasks.get(1).method());
    assertEquals("", tasks.get(2).method());
  }

  @Test
  void whatIsUnknownStaysText() {
    Javadoc javadoc =
        Javadoc.of("/** {@code open <blink> {@foo bar} &bogus; &#xZZ; */\nclass A {}");
    assertEquals(
        "<p>{@code open &lt;blink&gt; {@foo bar} &amp;bogus; &amp;#xZZ;</p>",
        javadoc.text().toString());
    assertEquals("", Javadoc.of("no Java").text().toString());
    assertEquals(List.of(), Javadoc.of("").tasks());
  }
}
