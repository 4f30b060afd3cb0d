package dev.descent.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.Thorough;
import dev.descent.web.server.Access.Request;
import dev.descent.web.server.Access.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final int PORT = 8400;
  private static final String HOST = "127.0.0.1:8400";
  private static final Access ACCESS = new Access(PORT);
  private static final Access OTHER = new Access(PORT + 1);
  private static final String TOKEN = ACCESS.address().replaceFirst(".*token=", "");

  /** What each field may be; the first two are what a page of our own sends, read and changed. */
  private static final List<List<@Nullable String>> FIELDS =
      List.of(
          Arrays.asList("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "get", "post"),
          Arrays.asList(
              "/index.html",
              "/api/lab/start",
              "/",
              "/results/a/report.html",
              "/course.css",
              "/index.html/",
              "/index.html;x",
              "/.htmlx",
              "//",
              ""),
          Arrays.asList(
              HOST,
              "localhost:8400",
              null,
              "",
              "127.0.0.1",
              "127.0.0.1:8401",
              "127.0.0.1:84000",
              "127.0.0.1:08400",
              "127.0.0.1:8400.",
              "127.0.0.1.:8400",
              "127.1:8400",
              "LOCALHOST:8400",
              "localhost.:8400",
              "localhost.evil.test:8400",
              "evil.test:8400",
              "evil.test",
              "[::1]:8400",
              "0.0.0.0:8400",
              "127.0.0.1:8400@evil.test",
              "evil.test@127.0.0.1:8400",
              "127.0.0.1:8400, evil.test",
              " 127.0.0.1:8400",
              "http://127.0.0.1:8400"),
          Arrays.asList(
              "http://" + HOST,
              null,
              "http://localhost:8400",
              "null",
              "",
              "http://evil.test",
              "http://evil.test:8400",
              "http://127.0.0.1:8401",
              "http://127.0.0.1",
              "https://127.0.0.1:8400",
              "http://127.0.0.1:8400/",
              "HTTP://127.0.0.1:8400",
              HOST),
          Arrays.asList(
              "same-origin", null, "none", "same-site", "cross-site", "", "SAME-ORIGIN", "x"),
          Arrays.asList("navigate", "cors", null, "no-cors", "same-origin", "websocket", ""),
          Arrays.asList(null, TOKEN, "", "wrong", ACCESS.session(), ACCESS.key()),
          Arrays.asList(ACCESS.session(), null, "", "wrong", TOKEN, ACCESS.key(), OTHER.session()),
          Arrays.asList(ACCESS.key(), null, "", "wrong", TOKEN, ACCESS.session(), OTHER.key()),
          Arrays.asList(
              "application/json",
              "application/json; charset=utf-8",
              "application/json;charset=UTF-8",
              null,
              "",
              "text/plain",
              "text/plain; application/json",
              "application/x-www-form-urlencoded",
              "multipart/form-data; boundary=application/json",
              "application/jsonp",
              "application/json, text/plain",
              "application/json\n"));

  private static Request request(List<@Nullable String> of) {
    return new Request(
        String.valueOf(of.get(0)),
        String.valueOf(of.get(1)),
        of.get(2),
        of.get(3),
        of.get(4),
        of.get(5),
        of.get(6),
        of.get(7),
        of.get(8),
        of.get(9));
  }

  /** The rules once more, as a list of reasons: what is refused, what goes on, what is missing. */
  private static Verdict expected(Request it) {
    boolean reads = it.method().equals("GET");
    boolean changes = it.method().equals("POST");
    boolean isHost = HOST.equals(it.host()) || "localhost:8400".equals(it.host());
    boolean isPage = it.path().equals("/") || it.path().endsWith(".html");
    boolean isClick = reads && isPage && "navigate".equals(it.fetchMode());
    boolean isOurs = it.fetchSite() == null || it.fetchSite().equals("same-origin");
    boolean isTyped = isClick && "none".equals(it.fetchSite());
    boolean isSigned =
        it.origin() != null
            && it.origin().equals("http://" + it.host())
            && ACCESS.key().equals(it.key())
            && Set.of(
                    "application/json",
                    "application/json; charset=utf-8",
                    "application/json;charset=UTF-8")
                .contains(String.valueOf(it.contentType()));
    if (!isHost || !(reads || changes)) {
      return Verdict.REFUSED;
    }
    if (reads && it.path().equals("/") && TOKEN.equals(it.token())) {
      return Verdict.OPENS;
    }
    if (isClick && !isOurs && !isTyped) {
      return Verdict.FROM_ELSEWHERE;
    }
    if (!isOurs && !isTyped || changes && !isSigned) {
      return Verdict.REFUSED;
    }
    return ACCESS.session().equals(it.cookie()) ? Verdict.ALLOWED : Verdict.NO_SESSION;
  }

  @Test
  @DisplayName("requests of every kind get what the rules say, and each answer is reached")
  void rules() {
    Random random = new Random(1);
    Map<Verdict, Integer> reached = new EnumMap<>(Verdict.class);
    int count = Thorough.count(300_000, 10_000_000, "requests drawn");
    for (int i = 0; i < count; i++) {
      List<@Nullable String> fields = new ArrayList<>();
      for (List<@Nullable String> values : FIELDS) {
        // Every second one is right, or hardly any request would come to the later rules.
        fields.add(values.get(random.nextInt(random.nextBoolean() ? 2 : values.size())));
      }
      Request request = request(fields);
      Verdict verdict = ACCESS.of(request);
      assertEquals(expected(request), verdict, request.toString());
      reached.merge(verdict, 1, Integer::sum);
    }
    assertEquals(Set.of(Verdict.values()), reached.keySet());
    reached.forEach((verdict, times) -> assertTrue(times > 500, verdict + " " + times));
  }

  @Test
  @DisplayName("a change with one thing that is not as it must be is not made")
  void oneThingWrong() {
    List<@Nullable String> right =
        Arrays.asList(
            "POST",
            "/api/lab/start",
            HOST,
            "http://" + HOST,
            "same-origin",
            "cors",
            null,
            ACCESS.session(),
            ACCESS.key(),
            "application/json");
    assertEquals(Verdict.ALLOWED, ACCESS.of(request(right)));
    int tried = 0;
    for (int field : List.of(2, 3, 4, 7, 8, 9)) { // the others are free here
      for (String value : FIELDS.get(field)) {
        List<@Nullable String> request = new ArrayList<>(right);
        request.set(field, value);
        boolean isFree =
            right.get(field) != null && right.get(field).equals(value)
                || field == 4 && value == null // a browser that does not say
                || field == 9 && value != null && value.matches("application/json; ?charset=.*");
        assertEquals(isFree, ACCESS.of(request(request)) == Verdict.ALLOWED, request.toString());
        tried++;
      }
    }
    assertTrue(tried > 60, tried + " tried");
  }

  @Test
  @DisplayName("no page of another site, and of no other program, gets anything but the way on")
  void everyRequestOfOtherPages() {
    // What Chromium sends from each, all with cookies, as if browsers kept none back.
    List<Request> attacks = new ArrayList<>();
    for (String site : List.of("cross-site", "same-site")) {
      for (String origin : Arrays.asList("http://evil.test:9000", "http://127.0.0.1:9000", null)) {
        for (String mode : List.of("no-cors", "cors", "navigate", "websocket")) {
          for (String method : List.of("GET", "POST", "OPTIONS")) {
            for (String path : List.of("/", "/index.html", "/api/lab", "/api/news", "/course.js")) {
              for (String type : Arrays.asList("text/plain", "application/json", null)) {
                attacks.add(
                    new Request(
                        method,
                        path,
                        HOST,
                        origin,
                        site,
                        mode,
                        null,
                        ACCESS.session(),
                        ACCESS.key(),
                        type));
              }
            }
          }
        }
      }
    }
    for (Request attack : attacks) {
      Verdict verdict = ACCESS.of(attack);
      boolean isLink =
          attack.method().equals("GET")
              && "navigate".equals(attack.fetchMode())
              && !attack.path().startsWith("/api")
              && !attack.path().endsWith(".js");
      assertEquals(isLink ? Verdict.FROM_ELSEWHERE : Verdict.REFUSED, verdict, attack.toString());
    }
    // A name that was made to lead here: no Sec-Fetch headers at all, and even all secrets.
    assertEquals(
        Verdict.REFUSED,
        ACCESS.of(
            new Request(
                "GET",
                "/",
                "evil.test:8400",
                null,
                null,
                null,
                TOKEN,
                ACCESS.session(),
                ACCESS.key(),
                null)));
  }

  @Test
  @DisplayName("secrets have 192 bits, differ, and are drawn anew for each server")
  void secrets() {
    Set<String> all = new HashSet<>();
    int[] ofEachDigit = new int[16];
    for (int i = 0; i < 200; i++) {
      Access access = new Access(PORT);
      for (String secret :
          List.of(access.session(), access.key(), access.address().replaceFirst(".*=", ""))) {
        assertTrue(secret.matches("[0-9a-f]{48}"), secret);
        assertTrue(all.add(secret), "twice");
        secret.chars().forEach(c -> ofEachDigit[Character.digit(c, 16)]++);
      }
      assertEquals(
          "http://127.0.0.1:8400/?token=",
          access.address().replaceFirst("[0-9a-f]{48}$", ""),
          "neither the session nor the key");
    }
    for (int times : ofEachDigit) {
      assertEquals(1800, times, 300, Arrays.toString(ofEachDigit)); // seven standard deviations
    }
  }

  @Test
  @DisplayName("two servers of a machine have two cookies, and neither opens the other")
  void twoServers() {
    assertNotEquals(ACCESS.cookieName(), OTHER.cookieName(), "cookies do not tell ports apart");
    Request page =
        new Request(
            "GET", "/index.html", HOST, null, null, null, null, OTHER.session(), null, null);
    assertEquals(Verdict.NO_SESSION, ACCESS.of(page));
    assertEquals(Verdict.REFUSED, OTHER.of(page), "nor is the other's port its own");
  }
}
