package dev.descent.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.data.PublicSet.RemoteFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server on the loopback address that behaves as badly as real ones. */
class FetchTest {
  private static final int SIZE = 300_000;
  private static final int HALF = SIZE / 2;
  private static final String NAME = "digits.gz";

  @TempDir Path folder;
  private final byte[] content = new byte[SIZE];
  private RemoteFile file;
  private HttpServer server;
  private ExecutorService threads;
  private final CountDownLatch end = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private Duration stall = Duration.ofSeconds(30);
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<String> failures = new ArrayList<>();
  private final List<Long> progress = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    new Random(1).nextBytes(content);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    file = new RemoteFile(NAME, SIZE, hash);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.start();
    serve("good", exchange -> send(exchange, 200, content, SIZE));
    serve("ranges", exchange -> sendRange(exchange, content));
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(String mirror, HttpHandler handler) {
    server.createContext(
        "/" + mirror + "/" + NAME,
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          requests.add(mirror + (range == null ? "" : " " + range));
          try (exchange) {
            handler.handle(exchange);
          }
        });
  }

  /** Promises {@code length} bytes and sends these; if they are fewer, the connection breaks. */
  private static void send(HttpExchange exchange, int status, byte[] bytes, long length)
      throws IOException {
    exchange.sendResponseHeaders(status, length);
    OutputStream out = exchange.getResponseBody();
    out.write(bytes);
    out.flush();
  }

  private static void sendRange(HttpExchange exchange, byte[] bytes) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null) {
      send(exchange, 200, bytes, bytes.length);
      return;
    }
    int from = Integer.parseInt(range.replaceAll("[^0-9]", ""));
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
    byte[] rest = Arrays.copyOfRange(bytes, from, bytes.length);
    send(exchange, 206, rest, rest.length);
  }

  private void stallAfter(HttpExchange exchange, int bytes) throws IOException {
    send(exchange, 200, Arrays.copyOf(content, bytes), SIZE);
    await(end);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private URI mirror(String name) {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://127.0.0.1:" + address.getPort() + "/" + name + "/");
  }

  private void fetch(String... mirrors) {
    fetch(Stream.of(mirrors).map(this::mirror).toList());
  }

  private void fetch(List<URI> mirrors) {
    Path target = folder.resolve(NAME);
    boolean wasThere = Files.exists(target);
    Fetch.Listener listener =
        new Fetch.Listener() {
          @Override
          public void progress(RemoteFile which, long bytes) {
            progress.add(bytes);
            begun.countDown();
            if (bytes < SIZE && !wasThere) {
              assertFalse(Files.exists(target), "half a file under the final name");
            }
          }

          @Override
          public void failed(String line) {
            failures.add(line.replaceAll("http://127.0.0.1:[0-9]+/", ""));
          }
        };
    new Fetch(Duration.ofSeconds(5), stall, listener)
        .download(new PublicSet("set", List.of(), List.of(file), List.of()), mirrors, folder);
  }

  private void assertComplete(String... expectedRequests) throws IOException {
    assertArrayEquals(content, Files.readAllBytes(folder.resolve(NAME)));
    assertFalse(Files.exists(part()), "the part is gone");
    assertEquals(List.of(expectedRequests), requests);
    assertEquals(SIZE, progress.get(progress.size() - 1));
    assertEquals(progress.stream().sorted().toList(), progress, "progress goes forward");
  }

  private Path part() {
    return folder.resolve(NAME + ".part");
  }

  @Test
  void downloadsIntoANewFolder() throws IOException {
    folder = folder.resolve("new/er");
    fetch("good");
    assertComplete("good");
    assertTrue(progress.size() > 2, "told of progress " + progress.size() + " times");
    assertEquals(List.of(), failures);
  }

  @Test
  void presentAndRightIsNotDownloaded() throws IOException {
    Files.write(folder.resolve(NAME), content);
    fetch("good");
    assertComplete();
  }

  @Test
  void presentAndWrongIsReplacedOnlyByTheRightOne() throws IOException {
    byte[] wrong = content.clone();
    wrong[7]++;
    Files.write(folder.resolve(NAME), wrong);
    serve("down", exchange -> exchange.sendResponseHeaders(500, -1));
    assertThrows(UnfitMachineException.class, () -> fetch("down"));
    assertArrayEquals(wrong, Files.readAllBytes(folder.resolve(NAME)));
    fetch("good");
    assertComplete("down", "good");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 500, 503, 403, 206})
  void aRefusalMovesOnToTheNextMirror(int status) throws IOException {
    serve("bad", exchange -> exchange.sendResponseHeaders(status, -1));
    fetch("bad", "good");
    assertEquals(List.of("bad/digits.gz: HTTP " + status), failures);
    assertComplete("bad", "good");
  }

  @Test
  void allMirrorsBad() throws IOException {
    serve("bad", exchange -> exchange.sendResponseHeaders(500, -1));
    serve("gone", exchange -> exchange.sendResponseHeaders(404, -1));
    String message =
        assertThrows(UnfitMachineException.class, () -> fetch("bad", "gone")).getMessage();
    assertEquals(
        folder.resolve(NAME)
            + ": not downloaded; mirrors tried: 2, the last: "
            + mirror("gone")
            + NAME
            + ": HTTP 404",
        message);
    assertEquals(List.of("bad/digits.gz: HTTP 500", "gone/digits.gz: HTTP 404"), failures);
    assertEquals(0, folder.toFile().list().length, "nothing is left");
  }

  @Test
  void nobodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    fetch(List.of(URI.create("http://127.0.0.1:" + port + "/"), mirror("good")));
    assertEquals(List.of("digits.gz: cannot be reached"), failures);
    assertComplete("good");
  }

  @Test
  void silenceBeforeTheAnswer() throws IOException {
    stall = Duration.ofSeconds(1);
    serve("silent", exchange -> await(end));
    fetch("silent", "good");
    assertEquals(List.of("silent/digits.gz: no answer for 1.0 s"), failures);
    assertComplete("silent", "good");
  }

  @Test
  void silenceInTheMiddleGoesOnFromTheNextMirror() throws IOException {
    stall = Duration.ofSeconds(1);
    serve("stalls", exchange -> stallAfter(exchange, HALF));
    fetch("stalls", "ranges");
    assertEquals(List.of("stalls/digits.gz: no data for 1.0 s, after 150,000 bytes"), failures);
    assertComplete("stalls", "ranges bytes=150000-");
  }

  @Test
  void aBrokenConnectionLeavesAPartThatTheNextRunGoesOnFrom() throws IOException {
    serve(
        "breaks",
        exchange -> {
          send(exchange, 200, Arrays.copyOf(content, HALF), SIZE);
          await(begun);
        });
    String message = assertThrows(UnfitMachineException.class, () -> fetch("breaks")).getMessage();
    assertFalse(Files.exists(folder.resolve(NAME)));
    // The client may hand over any part of it before it tells of the break.
    long have = Files.size(part());
    String expected = String.format(Locale.ROOT, "connection broken, after %,d bytes", have);
    assertTrue(message.endsWith(expected), message);
    fetch("ranges");
    assertComplete("breaks", "ranges bytes=" + have + "-");
  }

  @Test
  void endsEarlyWithoutSayingHowLong() throws IOException {
    serve("short", exchange -> send(exchange, 200, Arrays.copyOf(content, HALF), 0));
    fetch("short", "ranges");
    assertEquals(List.of("short/digits.gz: ends after 150,000 of 300,000 bytes"), failures);
    assertComplete("short", "ranges bytes=150000-");
  }

  @Test
  void aPageInsteadOfTheFileIsNotEvenRead() throws IOException {
    serve("portal", exchange -> send(exchange, 200, "<html>please log in".getBytes(), 19));
    fetch("portal", "good");
    assertEquals(
        List.of("portal/digits.gz: offers 19 bytes, the published file has 300,000"), failures);
    assertComplete("portal", "good");
  }

  @Test
  void moreThanTheFileIsCutOff() throws IOException {
    serve("endless", exchange -> send(exchange, 200, Arrays.copyOf(content, 2 * SIZE), 0));
    String message = assertThrows(UnfitMachineException.class, () -> fetch("endless")).getMessage();
    assertTrue(
        message.endsWith("sends more than the 300,000 bytes of the published file"), message);
    assertEquals(0, folder.toFile().list().length, "nothing is left");
  }

  @Test
  void anEmptyAnswerLeavesNothing() {
    serve("empty", exchange -> exchange.sendResponseHeaders(200, 0));
    String message = assertThrows(UnfitMachineException.class, () -> fetch("empty")).getMessage();
    assertTrue(message.endsWith("sends nothing"), message);
    assertEquals(0, folder.toFile().list().length);
  }

  @Test
  void corruptedContentIsThrownAwayAndTheNextMirrorTried() throws IOException {
    byte[] corrupt = content.clone();
    corrupt[HALF] ^= 1;
    serve("corrupt", exchange -> send(exchange, 200, corrupt, SIZE));
    fetch("corrupt", "good");
    assertEquals(
        List.of("corrupt/digits.gz: not the published file: its SHA-256 is another"), failures);
    assertEquals("[corrupt, good]", requests.toString());
    assertArrayEquals(content, Files.readAllBytes(folder.resolve(NAME)));
  }

  @Test
  void corruptedContentAloneLeavesNothing() {
    serve("corrupt", exchange -> send(exchange, 200, new byte[SIZE], SIZE));
    assertThrows(UnfitMachineException.class, () -> fetch("corrupt"));
    assertEquals(0, folder.toFile().list().length);
  }

  @Test
  void aCorruptedPartIsThrownAwayAndTheMirrorAskedOnceMore() throws IOException {
    Files.write(part(), new byte[HALF]);
    fetch("ranges");
    assertEquals(List.of(), failures);
    assertEquals(List.of("ranges bytes=150000-", "ranges"), requests);
    assertArrayEquals(content, Files.readAllBytes(folder.resolve(NAME)));
  }

  @Test
  void aPartOfFullLengthIsCheckedAndNotDownloaded() throws IOException {
    Files.write(part(), content);
    fetch("good");
    assertComplete();
  }

  @Test
  void aPartOfFullLengthThatIsWrongIsDownloadedAgain() throws IOException {
    Files.write(part(), new byte[SIZE]);
    fetch("good");
    assertComplete("good");
  }

  @Test
  void aPartThatIsTooLongStartsAgain() throws IOException {
    Files.write(part(), new byte[SIZE + 1]);
    fetch("ranges");
    assertComplete("ranges");
  }

  @Test
  void aServerThatIgnoresRangesStartsAgain() throws IOException {
    Files.write(part(), new byte[HALF]);
    fetch("good");
    assertComplete("good bytes=150000-");
  }

  @Test
  void aServerThatRefusesTheRangeIsAskedWithout() throws IOException {
    Files.write(part(), Arrays.copyOf(content, HALF));
    serve(
        "refuses",
        exchange -> {
          if (exchange.getRequestHeaders().containsKey("Range")) {
            exchange.sendResponseHeaders(416, -1);
          } else {
            send(exchange, 200, content, SIZE);
          }
        });
    fetch("refuses");
    assertComplete("refuses bytes=150000-", "refuses");
  }

  @Test
  void aServerThatSendsAnotherRangeIsAskedWithout() throws IOException {
    Files.write(part(), Arrays.copyOf(content, HALF));
    serve(
        "other",
        exchange -> {
          if (exchange.getRequestHeaders().containsKey("Range")) {
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-299999/300000");
            send(exchange, 206, content, SIZE);
          } else {
            send(exchange, 200, content, SIZE);
          }
        });
    fetch("other");
    assertComplete("other bytes=150000-", "other");
  }

  @Test
  void redirectsAreFollowed() throws IOException {
    serve(
        "moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/good/" + NAME);
          exchange.sendResponseHeaders(302, -1);
        });
    fetch("moved");
    assertComplete("moved", "good");
  }

  @Test
  void aFolderThatCannotBeMade() throws IOException {
    Path taken = Files.write(folder.resolve("taken"), new byte[1]);
    folder = taken;
    String message = assertThrows(BadInputException.class, () -> fetch("good")).getMessage();
    assertTrue(message.startsWith(taken + ": this folder cannot be made: "), message);
    assertEquals(List.of(), requests);
  }

  @Test
  void theBuiltInSetsNameFourFilesEach() {
    for (PublicSet set : PublicSet.ALL) {
      assertEquals(10, set.classes().size());
      assertEquals(
          List.of(
              "train-images-idx3-ubyte.gz",
              "train-labels-idx1-ubyte.gz",
              "t10k-images-idx3-ubyte.gz",
              "t10k-labels-idx1-ubyte.gz"),
          set.files().stream().map(RemoteFile::name).toList());
      for (RemoteFile each : set.files()) {
        assertTrue(each.sha256().matches("[0-9a-f]{64}"), each.toString());
      }
      for (URI mirror : set.mirrors()) {
        assertTrue(mirror.toString().matches("https?://.*/"), mirror.toString());
      }
    }
  }
}
