package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.NonBlocking;
import org.jline.utils.NonBlockingReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final int WAIT = 2000; // milliseconds; a key that is there is read at once
  private static final int TOGETHER = 300; // also on a busy machine
  private static final int PAUSE = 600; // longer, and shorter than a paste may pause

  private final PipedWriter keyboard = new PipedWriter();
  private final StringWriter shown = new StringWriter();
  private final AtomicBoolean restored = new AtomicBoolean();
  private NonBlockingReader in;
  private Keys keys;

  @BeforeEach
  void terminal() throws IOException {
    in = NonBlocking.nonBlocking("keyboard", new PipedReader(keyboard, 1 << 16));
    keys = new Keys(in, new PrintWriter(shown), () -> restored.set(true), TOGETHER);
  }

  @AfterEach
  void noTerminal() throws IOException {
    in.close();
    keyboard.close();
  }

  private void type(String text) throws IOException {
    keyboard.write(text);
    keyboard.flush();
  }

  @Test
  @DisplayName("a key is a key, capital or not, and also where it was held down")
  void keys() throws IOException {
    for (String key : new String[] {"q", "Q", "qqqq"}) {
      type(key);
      assertEquals("q", keys.read(WAIT));
    }
    type("\u001b[A\u001bOA\u001b[A");
    for (int i = 0; i < 3; i++) {
      assertEquals(Keys.UP, keys.read(WAIT), "an arrow that is held down");
    }
    type("\u001b[6~");
    assertEquals(Keys.PAGE_DOWN, keys.read(WAIT));
    assertEquals(Keys.NONE, keys.read(10));
  }

  @Test
  @DisplayName("pasted text is no key, whether the terminal puts it in brackets or not")
  void paste() throws IOException {
    assertEquals("\u001b[?2004h", shown.toString());
    type("q\nls\n");
    assertEquals("q\nls\n", keys.read(WAIT));
    Thread slow =
        new Thread(
            () -> {
              try {
                for (String part : new String[] {"\u001b[200~", "q", "n", "q\u001b[201~"}) {
                  type(part);
                  Thread.sleep(PAUSE);
                }
                Thread.sleep(10 * PAUSE); // the reader asks whether the writer still lives
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    slow.setDaemon(true);
    slow.start();
    String pasted = keys.read(WAIT);
    assertTrue(pasted.length() > 1 && pasted.contains("qnq"), pasted);
    type("h");
    assertEquals("h", keys.read(WAIT));
  }

  @Test
  @DisplayName("Ctrl-C is heard among other keys, but not in a paste")
  void interrupt() throws IOException {
    type("xy\u0003");
    assertEquals(Keys.CTRL_C, keys.read(WAIT));
    type("\u001b[200~x\u0003y\u001b[201~");
    assertTrue(keys.read(WAIT).contains("y"));
  }

  @Test
  @DisplayName("nothing is left to the shell: what still comes is taken, brackets end")
  void close() throws IOException {
    type("rm -r important\n".repeat(100));
    keys.close();
    assertTrue(shown.toString().endsWith("\u001b[?2004l"), shown.toString());
    assertTrue(restored.get());
    assertEquals(NonBlockingReader.READ_EXPIRED, in.read(10));
  }

  @Test
  @DisplayName("a terminal that is gone is the end")
  void end() throws IOException {
    keyboard.close();
    assertEquals(Keys.END, keys.read(WAIT));
  }
}
