package dev.descent.submission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tar archives of strangers, packed or not, wherever they lie. */
class TarArchiveTest extends HandedIn {
  /** What to put into an archive. */
  private interface Content {
    void write(TarArchiveOutputStream tar) throws IOException;
  }

  private static byte[] tar(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(content, bytes);
    return bytes.toByteArray();
  }

  /** Packs while it writes: what it unpacks to need not fit into memory. */
  private static byte[] packedTar(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(content, new GZIPOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static void write(Content content, OutputStream out) throws IOException {
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
      tar.setAddPaxHeadersForNonAsciiNames(true);
      content.write(tar);
    }
  }

  private static byte[] packed(byte[] tar) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(tar);
    }
    return bytes.toByteArray();
  }

  private static void add(TarArchiveOutputStream tar, String name, String text) throws IOException {
    add(tar, new TarArchiveEntry(name, true), text.getBytes(UTF_8));
  }

  private static void add(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] bytes)
      throws IOException {
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private void clear() throws IOException {
    Files.createDirectories(folder.resolve("away"));
    try (Stream<Path> old = Files.list(dir)) {
      for (Path one : old.toList()) {
        Files.move(one, Files.createTempDirectory(folder.resolve("away"), "old").resolve("x"));
      }
    }
  }

  private Submission read(String name, byte[] archive) throws IOException {
    clear();
    Files.createDirectories(dir.resolve(name).getParent());
    Files.write(dir.resolve(name), archive);
    return only();
  }

  /** An archive at the top, in a folder, and in an archive. */
  private List<Submission> everywhere(byte[] tar) throws IOException {
    byte[] packed = packed(tar);
    return List.of(
        read("jane.tar", tar),
        read("jane.tar.gz", packed),
        read("jane.TGZ", packed),
        read("jane/a b.tgz", packed),
        read("jane/a b.tar", tar),
        read("jane.zip", new TestZip().add("in.tar.gz", packed).bytes()),
        read("jane.zip", packed)); // with another's name
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Twice.java",
        "./a//Twice.java",
        "descent (1)/" + PLACE,
        "ü/李/Twice.java",
        "a\\Twice (1).java"
      })
  @DisplayName("an answer is found in every kind of archive, wherever it lies")
  void found(String name) throws IOException {
    byte[] tar =
        tar(
            out -> {
              add(out, "__MACOSX/._Twice.java", "x");
              add(out, "._Twice.java", "x");
              add(out, name, "right");
            });
    for (Submission read : everywhere(tar)) {
      assertEquals("right", new String(answer(read).content(), UTF_8));
      assertTrue(
          answer(read)
              .path()
              .endsWith(name.replace("./", "").replace("//", "/").replace('\\', '/')),
          answer(read).path());
      assertEquals(List.of(), read.notes());
    }
  }

  @Test
  @DisplayName("the newest is taken here, too; long names and old formats are read")
  void formats() throws IOException {
    String old = "package dev.descent.exercises.ex01twice; class Twice {}";
    for (int mode :
        List.of(TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX)) {
      byte[] tar =
          tar(
              out -> {
                out.setLongFileMode(mode);
                TarArchiveEntry first = new TarArchiveEntry(PLACE);
                first.setModTime(1_000_000_000_000L);
                add(out, first, old.getBytes(UTF_8));
                TarArchiveEntry second = new TarArchiveEntry("long/".repeat(50) + "Twice.java");
                second.setModTime(1_000_000_100_000L);
                add(out, second, (old + "// new").getBytes(UTF_8));
                add(out, "Helper.java", "class Helper {}");
              });
      Submission read = read("jane.tar.gz", packed(tar));
      assertEquals(old + "// new", new String(answer(read).content(), UTF_8));
      assertTrue(read.notes().contains("Helper.java is not used"), read.notes().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../Twice.java", "a/../../Twice.java", "/etc/Twice.java", "C:\\Twice.java"})
  @DisplayName("a name that leads out of the archive is not used")
  void slip(String name) throws IOException {
    byte[] tar = tar(out -> add(out, name, "x"));
    for (Submission read : everywhere(tar)) {
      assertTrue(read.answers().isEmpty());
      assertTrue(read.notes().get(0).contains(" has names that lead out of it"), read.toString());
    }
    byte[] both =
        tar(
            out -> {
              add(out, name, "x");
              add(out, "Twice.java", "good");
            });
    assertTaken(read("jane.tar", both), "Twice.java", "good");
  }

  @ParameterizedTest
  @CsvSource({
    "1, is a link",
    "2, is a link",
    "3, is a device or a pipe",
    "4, is a device or a pipe",
    "6, is a device or a pipe",
    "5, is a folder",
    "S, is a file with holes",
    "Z, is a device or a pipe"
  })
  @DisplayName("what is no ordinary file is not followed, opened or made")
  void kinds(char type, String problem) throws IOException {
    byte[] tar =
        tar(
            out -> {
              TarArchiveEntry entry = new TarArchiveEntry("Twice.java", (byte) type);
              entry.setLinkName("/etc/passwd");
              add(out, entry, new byte[0]);
            });
    Submission read = read("jane.tar", tar);
    assertTrue(answer(read).problem().startsWith(problem), answer(read).problem());
    byte[] sparse =
        tar(
            out -> {
              TarArchiveEntry entry = new TarArchiveEntry("Twice.java");
              entry.addPaxHeader("GNU.sparse.major", "1");
              add(out, entry, new byte[10]);
            });
    assertProblem(read("jane.tar", sparse), "is a file with holes; pack it as an ordinary .zip");
  }

  @Test
  @DisplayName("what unpacks to very much is read as far as the limits have it")
  void bombs() throws IOException {
    byte[] bomb = spaces(60 * MB);
    byte[] tar =
        packedTar(
            out -> {
              add(out, "Twice.java", "x");
              add(out, new TarArchiveEntry("a.zip"), bomb);
              add(out, "b.class", "");
            });
    Submission read = read("jane.tgz", tar);
    assertTaken(read, "Twice.java", "x");
    assertEquals(
        List.of(
            "a.zip is not read: a .tar must unpack to less than 50 MB; hand in a .zip",
            "b.class is not used"),
        read.notes());
    byte[] many =
        packedTar(
            out -> {
              add(out, "Twice.java", "x");
              for (int i = 0; i < 5; i++) {
                add(out, new TarArchiveEntry("a" + i), bomb);
              }
              add(out, "b.class", "");
            });
    read = read("jane.tgz", many);
    assertTaken(read, "Twice.java", "x");
    assertEquals(
        "the submission has more than 200 MB to read: the rest was not read", read.notes().get(0));
    byte[] large = packedTar(out -> add(out, new TarArchiveEntry("Twice.java"), spaces(MB + 1)));
    assertProblem(read("jane.tgz", large), "must be smaller than 1 MB, and is larger");
    byte[] files =
        packedTar(
            out -> {
              add(out, "Twice.java", "x");
              for (int i = 0; i < 20_000; i++) {
                add(out, "f" + i, "");
              }
            });
    read = read("jane.tgz", files);
    assertTaken(read, "Twice.java", "x");
    assertEquals(
        List.of("the submission has more than 20,000 files: the others were not looked at"),
        read.notes());
  }

  static Stream<byte[]> wholes() throws IOException {
    byte[] tar =
        tar(
            out -> {
              add(out, "x/".repeat(80) + "ü", "1");
              add(out, "a/Twice.java", "abcabcabcabc");
            });
    return Stream.of(tar, packed(tar));
  }

  @ParameterizedTest
  @MethodSource("wholes")
  @DisplayName("an archive cut off anywhere, or with any byte changed, is read or refused in words")
  void damaged(byte[] whole) throws IOException {
    ReadBudget limits = new ReadBudget();
    for (int length = 0; length < whole.length; length += length < 300 ? 1 : 37) {
      assertClear(Arrays.copyOf(whole, length));
    }
    for (int i = 0; i < whole.length; i += i < 1200 ? 1 : 37) {
      byte[] changed = whole.clone();
      changed[i] ^= (byte) (i % 2 == 0 ? 0x40 : 0xff);
      assertClear(changed);
    }
    assertTrue(limits.mayRead());
  }

  /** Below {@link Submissions}, as there are thousands. */
  private void assertClear(byte[] archive) throws IOException {
    Notes notes = new Notes();
    ReadBudget limits = new ReadBudget();
    String path = "a.tar.gz";
    try {
      for (SubmittedFile file : Archives.files(path, "", ArchiveBytes.of(archive), limits, notes)) {
        if (file.kind() == SubmittedFile.Kind.FILE) {
          file.read(MB);
        }
      }
    } catch (IOException e) {
      notes.add(path, UnreadableException.words(e));
    }
    notes.all(limits).forEach(note -> assertFalse(note.contains("xception"), note));
  }

  @ParameterizedTest
  @CsvSource({
    "jane.tar.gz, '', is not read; hand in a .zip",
    "jane.tar.gz, Rar!, is not read; hand in a .zip",
    "jane.tar, 7z, is not read; hand in a .zip",
    "jane.rar, Rar!, is not read; hand in a .zip",
    "jane.7z, 7z, is not read; hand in a .zip",
    "jane.xz, xz, is not read; hand in a .zip",
  })
  @DisplayName("what is no archive that is read says so")
  void others(String name, String content) throws IOException {
    assertNothing(read(name, content.getBytes(UTF_8)), name + " is not read; hand in a .zip");
    assertNothing(
        read("jane/" + name, content.getBytes(UTF_8)), name + " is not read; hand in a .zip");
  }

  @Test
  @DisplayName("a packed file alone, and one that is cut off")
  void packedFile() throws IOException {
    assertNothing(
        read("jane.gz", packed("class Twice {}".getBytes(UTF_8))),
        "jane.gz is not read: there is no .tar in it; hand in a .zip");
    byte[] tar = packed(tar(out -> add(out, "Twice.java", "x")));
    assertNothing(read("jane.tar.gz", Arrays.copyOf(tar, 40)), "jane.tar.gz is damaged");
    assertNothing(
        read("jane.tar.gz", new byte[] {0x1f, (byte) 0x8b, TarConstants.LF_NORMAL}),
        "jane.tar.gz is damaged");
  }
}
