package dev.descent.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.descent.catalog.AnswerState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zip archives of strangers. */
class ZipArchiveTest extends HandedIn {
  @Test
  @DisplayName("archives of other programs are read: streamed, stored, in 64 bits, empty")
  void programs() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) { // sizes behind the files
      zip.setComment("handed in late, sorry");
      zip.putNextEntry(new ZipEntry("./a//Twice.java"));
      zip.write('s');
    }
    Files.write(dir.resolve("jane.zip"), bytes.toByteArray());
    assertTaken(only(), "a/Twice.java", "s");
    assertTaken(zip(new TestZip().add("Twice.java", "x", e -> e.method = 0)), "Twice.java", "x");
    bytes.reset();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      zip.setUseZip64(Zip64Mode.AlwaysWithCompatibility);
      zip.putArchiveEntry(new ZipArchiveEntry("Twice.java"));
      zip.write('w');
      zip.closeArchiveEntry();
    }
    Files.write(dir.resolve("jane.zip"), bytes.toByteArray());
    assertTaken(only(), "Twice.java", "w");
    assertNothing(zip(new TestZip()), "no file of an exercise was found");
  }

  @Test
  @DisplayName("names of Windows have backslashes and letters of their own")
  void windowsNames() throws IOException {
    byte[] name = {'a', '\\', (byte) 0x94, '.', 'c', 'l', 'a', 's', 's'}; // ö in code page 437
    Submission read =
        zip(new TestZip().add("a\\Twice.java", "x").add("", "", entry -> entry.name = name));
    assertTaken(read, "a/Twice.java", "x");
    assertEquals(List.of("a/ö.class is not used"), read.notes());
    // Said to be UTF-8, and is not.
    read =
        zip(
            new TestZip()
                .add("Twice.java", "x")
                .add(
                    "",
                    "",
                    entry -> {
                      entry.name = name;
                      entry.flags = 1 << 11;
                    }));
    assertEquals(List.of("a/\uFFFD.class is not used"), read.notes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../Twice.java",
        "a/../../Twice.java",
        "a/../Twice.java",
        "/etc/Twice.java",
        "C:\\Twice.java",
        "c:Twice.java",
        "..\\Twice.java",
        "\\\\host\\share\\Twice.java"
      })
  @DisplayName("a name that leads out of the archive is not used, and nothing is written")
  void zipSlip(String name) throws IOException {
    List<Path> before = tree();
    Submission read = zip(new TestZip().add(name, "x"));
    assertNothing(
        read,
        "jane.zip has names that lead out of it, or too long or deep ones, which are not used, such as "
            + name);
    Files.delete(dir.resolve("jane.zip"));
    assertEquals(before, tree());
    read = zip(new TestZip().add(name, "x").add("Twice.java", "good"));
    assertTaken(read, "Twice.java", "good");
  }

  private List<Path> tree() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().collect(Collectors.toList());
    }
  }

  @Test
  @DisplayName("an absurdly long name is not used")
  void longName() throws IOException {
    Submission read = zip(new TestZip().add("x".repeat(60_000) + "/Twice.java", "x"));
    assertTrue(read.answers().isEmpty());
    assertTrue(read.notes().get(0).length() < 300);
    read = zip(new TestZip().add("d/".repeat(65) + "Twice.java", "x"));
    assertTrue(read.answers().isEmpty());
    read = zip(new TestZip().add("dddd/".repeat(64) + "Twice.java", "x"));
    assertEquals("x", new String(answer(read).content(), StandardCharsets.UTF_8));
    assertEquals(160, answer(read).path().length());
  }

  @Test
  @DisplayName("the same name twice: the first is taken, and that is said")
  void duplicates() throws IOException {
    Submission read = zip(new TestZip().add("Twice.java", "1").add("Twice.java", "2"));
    assertTaken(read, "Twice.java", "1");
    assertEquals(
        List.of("Twice.java is taken for ex01twice, and not Twice.java, which is not the same"),
        read.notes());
    read = zip(new TestZip().add("Twice.java", "1").add("Twice.java", "1"));
    assertEquals(List.of(), read.notes());
  }

  @Test
  @DisplayName("names are shown without control characters, and are one line")
  void names() throws IOException {
    Submission read =
        zip(
            new TestZip()
                .add("a\u001b[31m\nb\u202e\u0000<b>/Twice.java", "x")
                .add("\u009b2J\r\n.jar", "x"));
    assertTaken(read, "a\uFFFD[31m\uFFFDb\uFFFD\uFFFD<b>/Twice.java", "x");
    assertEquals(List.of("\uFFFD2J\uFFFD\uFFFD.jar is not used"), read.notes());
  }

  @Test
  @DisplayName("names of students are shown so, too, and stay apart")
  void studentNames() throws IOException {
    assumeFalse(System.getProperty("os.name").startsWith("Windows"));
    file("a\nb/Twice.java", "1");
    file("a\tb/Twice.java", "2");
    file("c\u001b]0;x/d\n.jar", "3");
    Submissions read = Submissions.read(dir, exercises);
    assertEquals(
        List.of("a\uFFFDb", "a\uFFFDb (2)", "c\uFFFD]0;x"),
        all(read).stream().map(Submission::from).toList());
    assertTrue(all(read).get(2).notes().contains("d\uFFFD.jar is not used"));
  }

  @Test
  @DisplayName("a source of more than 1 MB is refused, one of 1 MB is not")
  void largeSource() throws IOException {
    String problem = "must be smaller than 1 MB, and is larger";
    assertEquals(MB, answer(zip(new TestZip().add("Twice.java", spaces(MB)))).content().length);
    assertProblem(zip(new TestZip().add("Twice.java", spaces(MB + 1))), problem);
    Files.delete(dir.resolve("jane.zip"));
    file("jane/Twice.java", "x".repeat(MB + 1));
    assertProblem(only(), problem);
  }

  @Test
  @DisplayName("what an archive says of sizes is not believed")
  void falseSizes() throws IOException {
    String large = "must be smaller than 1 MB, and is larger";
    String damaged = "is damaged in the archive";
    byte[] bomb = spaces(100 * MB);
    assertProblem(zip(new TestZip().add("Twice.java", bomb, e -> e.size = 10)), large);
    assertProblem(zip(new TestZip().add("Twice.java", "x", e -> e.size = 10)), damaged);
    assertProblem(zip(new TestZip().add("Twice.java", "x", e -> e.size = -1)), damaged);
    assertProblem(zip(new TestZip().add("Twice.java", "x", e -> e.packed = 1)), damaged);
    assertProblem(zip(new TestZip().add("Twice.java", "x", e -> e.packed = -1)), damaged);
    assertProblem(zip(new TestZip().add("Twice.java", "x", e -> e.at = -1)), damaged);
    assertProblem(zip(new TestZip().add("Twice.java", "x", e -> e.at = 3)), damaged);
    assertProblem(zip(new TestZip().add("Twice.java", "x", e -> e.crc = 3)), damaged);
  }

  @Test
  @DisplayName("a bomb that nobody wants is not unpacked; a bomb in an archive goes off nowhere")
  void bombs() throws IOException {
    byte[] bomb = spaces(100 * MB);
    assertTaken(zip(new TestZip().add("a.bin", bomb).add("Twice.java", "x")), "Twice.java", "x");
    Submission read = zip(new TestZip().add("a.zip", bomb).add("Twice.java", "x"));
    assertTaken(read, "Twice.java", "x");
    assertEquals(List.of("a.zip must be smaller than 50 MB, and is larger"), read.notes());
    TestZip many = new TestZip().add("Twice.java", "x");
    byte[] inner =
        new TestZip().add("a.bin", bomb).add("pad", spaces(20 * MB), e -> e.method = 0).bytes();
    for (int i = 0; i < 4; i++) {
      many.add(i + ".zip", inner);
    }
    read = zip(many);
    assertTaken(read, "Twice.java", "x");
    assertEquals(
        "2.zip is not read: archives in archives must be smaller than 50 MB", read.notes().get(0));
  }

  @Test
  @DisplayName("no more than 200 MB are read of a submission")
  void manyBytes() throws IOException {
    TestZip zip = new TestZip();
    byte[] content = spaces(MB);
    for (int i = 0; i < 250; i++) {
      content[0] = (byte) i;
      zip.add(i + "/Twice.java", content);
    }
    zip.add(TEST, "changed");
    zip.write(dir.resolve("bomb.zip"));
    file("jane/Twice.java", "x");
    Submissions read = Submissions.read(dir, exercises);
    Submission bomb = all(read).get(0);
    assertEquals(
        "the submission has more than 200 MB to read: the rest was not read", bomb.notes().get(0));
    assertEquals("0/Twice.java", answer(bomb).path());
    assertTrue(bomb.notes().get(1).matches("20 different files for ex01twice were compared, .*"));
    assertEquals(3, bomb.notes().size());
    assertTaken(all(read).get(1), "Twice.java", "x");
  }

  @Test
  @DisplayName("no more than 20,000 files are looked at, in archives and in folders")
  void manyFiles() throws IOException {
    TestZip zip = new TestZip().add("Twice.java", "x");
    for (int i = 0; i < 30_000; i++) {
      zip.add("f" + i + ".jar", "");
    }
    String note = "the submission has more than 20,000 files: the others were not looked at";
    Submission read = zip(zip);
    assertTaken(read, "Twice.java", "x");
    assertEquals(note, read.notes().get(0));
    Files.delete(dir.resolve("jane.zip"));
    file("jane/Twice.java", "x");
    Files.createDirectories(dir.resolve("jane/many"));
    for (int i = 0; i < 20_000; i++) {
      Files.createFile(dir.resolve("jane/many/" + i));
    }
    assertTaken(only(), "Twice.java", "x");
    assertEquals(List.of(note), only().notes());
  }

  @Test
  @DisplayName("files that overlap are not read")
  void overlap() throws IOException {
    Submission read =
        zip(new TestZip().add("Twice.java", "x").add("b/Twice.java", "y", entry -> entry.at = 0));
    assertNothing(read, "jane.zip has files that overlap, as in no ordinary .zip, and is not read");
  }

  @Test
  @DisplayName("encrypted files and unknown methods are refused")
  void notReadable() throws IOException {
    assertProblem(
        zip(new TestZip().add("Twice.java", "x", entry -> entry.flags = 1)),
        "is encrypted; hand it in without a password");
    assertProblem(
        zip(new TestZip().add("Twice.java", "x", entry -> entry.method = 14)),
        "is packed in a way that is not read; pack it as an ordinary .zip");
    assertNothing(
        zip(new TestZip().add("a.zip", "x", entry -> entry.flags = 1)),
        "a.zip is encrypted; hand it in without a password");
  }

  @Test
  @DisplayName("links, pipes and folders in archives are no files")
  void kindsInArchives() throws IOException {
    assertProblem(
        zip(new TestZip().add("Twice.java", "/etc/passwd", entry -> entry.mode = TestZip.LINK)),
        "is a link, and must be a file");
    assertProblem(
        zip(new TestZip().add("Twice.java", "", entry -> entry.mode = TestZip.PIPE)),
        "is a device or a pipe, and must be a file");
    assertProblem(zip(new TestZip().add("Twice.java/", "")), "is a folder, and must be a file");
    Submission read =
        zip(
            new TestZip()
                .add(PLACE, "x", entry -> entry.mode = TestZip.LINK)
                .add("Twice.java", "x")
                .add("a", "/etc", entry -> entry.mode = TestZip.LINK));
    assertTaken(read, "Twice.java", "x");
    assertEquals(
        List.of(
            "Twice.java is taken for ex01twice, and not " + PLACE + ", which is not the same",
            "a is a link, and is not followed"),
        read.notes());
  }

  @Test
  @DisplayName("an archive cut off anywhere, or with any byte changed, is read or refused in words")
  void damaged() throws IOException {
    byte[] whole = new TestZip().add("a/", "").add("a/Twice.java", "abcabcabcabc").bytes();
    for (int length = 0; length < whole.length; length++) {
      assertClear(Arrays.copyOf(whole, length));
    }
    for (int i = 0; i < whole.length; i++) {
      for (int change : new int[] {1, 0x40, 0x80, 0xff}) {
        byte[] changed = whole.clone();
        changed[i] ^= (byte) change;
        assertClear(changed);
      }
    }
    assertNothing(
        zip(new TestZip().add("a.zip", "no archive")),
        "a.zip is no .zip, or is damaged: its end is missing");
  }

  private void assertClear(byte[] archive) throws IOException {
    Files.write(dir.resolve("jane.zip"), archive);
    Submission read = only();
    read.answers()
        .values()
        .forEach(
            answer -> {
              if (answer.state() == AnswerState.UNREADABLE) {
                assertFalse(answer.problem().contains("xception"), answer.problem());
              } else {
                assertEquals("abcabcabcabc", new String(answer.content(), StandardCharsets.UTF_8));
              }
            });
    assertFalse(read.answers().isEmpty() && read.notes().isEmpty());
    read.notes().forEach(note -> assertFalse(note.contains("xception"), note));
  }
}
