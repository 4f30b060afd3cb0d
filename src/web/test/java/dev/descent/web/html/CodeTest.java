package dev.descent.web.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.report.SafeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeTest {
  @Test
  void everyFileStaysAsItIs() throws Exception {
    List<Path> files = new ArrayList<>();
    // Not those of rooms below this one: after a change there these tests do not run again.
    for (String room : List.of("lessons", "exercises", "src/torch", "src/lab", "src/web")) {
      files.addAll(Texts.files(room, path -> path.toString().endsWith(".java")));
    }
    assertTrue(files.size() > 300, files.size() + " files");
    for (Path file : files) {
      String source = Files.readString(file).replace("\u0000", "");
      assertEquals(shown(source), Texts.visible(Code.java(source)), file.toString());
    }
    for (Path file : Texts.files("src/lab/test/python", path -> path.toString().endsWith(".py"))) {
      String source = Files.readString(file);
      assertEquals(shown(source), Texts.visible(Code.python(source)), file.toString());
    }
  }

  private static String shown(String source) {
    return SafeText.of(source);
  }

  private static String inside(Html code) {
    return code.toString()
        .replace("<pre tabindex=\"0\"><code>", "")
        .replace("</code></pre>", "")
        .replaceAll("<span class=\"(.)\">", "[$1:")
        .replace("</span>", "]");
  }

  @Test
  void javaHasColours() {
    assertEquals(
        "[a:@Test] [k:void] run1() { [k:return] [n:1] + [n:0x1F]; } [c:// int]",
        inside(Code.java("@Test void run1() { return 1 + 0x1F; } // int")));
    assertEquals(
        "[k:record] A([k:char] c) {} [k:var] record = [s:&#39;\\&#39;&#39;] + [n:1.5e-3f];",
        inside(Code.java("record A(char c) {} var record = '\\'' + 1.5e-3f;")));
    assertEquals(
        "x = [s:&quot;&quot;&quot;\n  &quot;a&quot; // \\&quot;&quot;&quot;\n  &quot;&quot;&quot;]"
            + " + [s:&quot;/* &quot;] [c:/* &quot;\n */]",
        inside(Code.java("x = \"\"\"\n  \"a\" // \\\"\"\"\n  \"\"\" + \"/* \" /* \"\n */")));
  }

  @Test
  void pythonHasColours() {
    assertEquals(
        "[a:@torch.no_grad]()\n[k:def] f(x): [c:# if]\n    [k:return] [s:f&quot;{x}#&quot;] @ x * [n:2]",
        inside(Code.python("@torch.no_grad()\ndef f(x): # if\n    return f\"{x}#\" @ x * 2")));
  }

  @Test
  void whatIsNotClosedGoesToItsEnd() {
    assertEquals("a [s:&quot;b]\n[k:int]", inside(Code.java("a \"b\nint")));
    assertEquals("a [c:/* b\nint]", inside(Code.java("a /* b\nint")));
    String longText = "\"\"\"" + "\\n\"".repeat(100_000);
    assertTrue(inside(Code.java(longText)).startsWith("[s:"));
  }
}
