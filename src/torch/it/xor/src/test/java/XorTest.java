import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the README, with the jars that Maven resolves for it. */
class XorTest {
  @TempDir Path folder;

  @Test
  @DisplayName("the network trains, and when restored its next step is the same")
  void program() throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true));
    try {
      Xor.main(new String[] {folder.resolve("xor.zip").toString()});
    } finally {
      System.setOut(console);
    }
    Matcher loss = Pattern.compile("loss (\\d+)[.,](\\d+)").matcher(said.toString());
    assertTrue(loss.find(), said.toString());
    assertTrue(Double.parseDouble(loss.group(1) + "." + loss.group(2)) < 0.1, said.toString());
    assertTrue(said.toString().contains("the same next step: true"), said.toString());
  }

  /** Of fastutil Deeplearning4j needs a few classes only, which fastutil-core has. */
  @Test
  @DisplayName("beside Deeplearning4j there is this library, and fastutil-core in place of fastutil")
  void jars() {
    List<String> names =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).getFileName().toString())
            .filter(name -> name.matches("(descent|jspecify|fastutil|jackson-[^1]|logback).*"))
            .map(name -> name.replaceAll("-[0-9].*", ""))
            .sorted()
            .toList();
    assertEquals(List.of("descent-torch", "fastutil-core"), names);
  }
}
