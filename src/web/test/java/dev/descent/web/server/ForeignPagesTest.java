package dev.descent.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.web.Chromium;
import dev.descent.web.OpenCourse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A session in one tab of a real browser, and pages of others in the next. */
@ResourceLock("chromium") // one browser at a time: it has a machine's cores to itself
class ForeignPagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What each attack has come to, by its name; each is one promise of a short word. */
  private static final String ATTACKS =
      """
      const [base, body, done] = arguments;
      const event = (target, names) =>
        new Promise((end) => names.forEach((name) => target.addEventListener(name, () => end(name))));
      const element = (tag, attributes, ...names) => {
        const made = Object.assign(document.createElement(tag), attributes);
        const end = event(made, names.length ? names : ["load", "error"]);
        document.body.append(made);
        return end;
      };
      const read = (path, options) =>
        fetch(base + path, options).then(async (answer) => answer.type + ":" + (await answer.text()), () => "error");
      const form = (enctype, path) => {
        const name = "f" + Math.random();
        const end = element("iframe", { name }); // the first load is of the empty frame
        return end.then(() => {
          const frame = document.getElementsByName(name)[0];
          const answered = event(frame, ["load"]);
          const made = Object.assign(document.createElement("form"), { method: "POST", action: base + path, target: name, enctype });
          const half = body.indexOf(":");
          made.append(Object.assign(document.createElement("input"), { name: body.slice(0, half), value: body.slice(half) }));
          document.body.append(made);
          made.submit();
          return answered.then(() => (frame.contentDocument ? "read:" + frame.contentDocument.body?.textContent : "closed"));
        });
      };
      const framed = (tag, path) => {
        const name = "f" + Math.random();
        return element(tag, { name, [tag === "object" ? "data" : "src"]: base + path }).then((what) => {
          const text = document.getElementsByName(name)[0]?.contentDocument?.body?.textContent;
          return text ? "read:" + text : what === "error" ? what : "closed";
        });
      };
      const json = { "Content-Type": "application/json" };
      const changes = ["/api/lab/start", "/api/lesson/1/start"];
      const attacks = {
        image: element("img", { src: base + "/icon.svg" }),
        imageOfPage: element("img", { src: base + "/api/lab" }),
        script: element("script", { src: base + "/core.js" }),
        scriptOfLibrary: element("script", { src: base + "/uPlot.iife.min.js" }),
        scriptOfData: element("script", { src: base + "/api/lab" }),
        module: import(base + "/core.js").then(() => "read:", () => "error"),
        style: element("link", { rel: "stylesheet", href: base + "/course.css" }),
        video: element("video", { src: base + "/icon.svg" }, "loadeddata", "error"),
        worker: new Promise((end) => {
          try {
            const worker = new Worker(base + "/core.js");
            worker.onerror = () => end("error");
          } catch {
            end("error");
          }
        }),
        frame: framed("iframe", "/index.html"),
        object: framed("object", "/lab.html"),
        fetchPage: read("/index.html", { credentials: "include" }),
        fetchData: read("/api/lab", { credentials: "include" }),
        fetchAsset: read("/core.js", {}),
        fetchBlind: read("/index.html", { credentials: "include", mode: "no-cors" }),
        fetchAssetBlind: read("/core.js", { mode: "no-cors" }),
        fetchWithKey: read("/api/lab", { credentials: "include", headers: { "Descent-Key": "x" } }),
        events: new Promise((end) => {
          const stream = new EventSource(base + "/api/news?since=", { withCredentials: true });
          for (const kind of ["open", "message", "missed", "beat", "error"]) {
            stream.addEventListener(kind, () => (stream.close(), end(kind)));
          }
        }),
        socket: new Promise((end) => {
          const socket = new WebSocket(base.replace("http", "ws") + "/api/news");
          socket.onopen = () => end("open");
          socket.onerror = () => end("error");
        }),
      };
      changes.forEach((path, i) => {
        attacks["text" + i] = read(path, { method: "POST", body, credentials: "include" });
        attacks["textBlind" + i] = read(path, { method: "POST", body, mode: "no-cors", credentials: "include" });
        attacks["json" + i] = read(path, { method: "POST", body, headers: json, credentials: "include" });
        attacks["jsonWithKey" + i] = read(path, {
          method: "POST", body, headers: { ...json, "Descent-Key": "x" }, credentials: "include",
        });
        attacks["put" + i] = read(path, { method: "PUT", body, headers: json, credentials: "include" });
        attacks["delete" + i] = read(path, { method: "DELETE", credentials: "include" });
        attacks["beacon" + i] = Promise.resolve(
          (navigator.sendBeacon(base + path, new Blob([body], { type: "text/plain" })), "sent"));
        attacks["formText" + i] = form("text/plain", path);
        attacks["formCoded" + i] = form("application/x-www-form-urlencoded", path);
        attacks["formFile" + i] = form("multipart/form-data", path);
      });
      Promise.all(Object.entries(attacks).map(async ([name, end]) => [name, String(await end)])).then((all) =>
        done(Object.fromEntries(all)));
      """;

  @TempDir private static Path home;
  private static OpenCourse course;
  private static Wire wire;
  private static Stranger stranger;
  private static ChromeDriver driver;
  private static String session;

  @BeforeAll
  static void begin() throws IOException {
    boolean isThere = Chromium.browser().isPresent() && Chromium.driver().isPresent();
    if (!isThere) {
      System.out.println("skipped");
    }
    assumeTrue(isThere, "there is no browser");
    course = OpenCourse.in(home);
    wire = Wire.to(course);
    stranger = new Stranger(course.port(), course.page("lab.html"));
    ChromeOptions options = new ChromeOptions();
    options.addArguments(
        "--window-size=1000,800",
        "--host-resolver-rules=MAP evil.test 127.0.0.1, MAP rebound.test 127.0.0.2");
    driver = Chromium.start(options);
    session = driver.getWindowHandle();
    driver.get("data:text/html,before");
    driver.get(course.address());
    waitFor("index.html");
  }

  @AfterAll
  static void end() throws IOException {
    if (driver != null) {
      driver.quit();
    }
    if (stranger != null) {
      stranger.close();
    }
    if (course != null) {
      nothingHasBegun(); // nor by what came late
      course.close();
    }
  }

  @BeforeEach
  void tab() {
    driver.switchTo().window(session);
    driver.switchTo().newWindow(WindowType.TAB);
  }

  @AfterEach
  void closeTabs() {
    for (String window : driver.getWindowHandles()) {
      if (!window.equals(session)) {
        driver.switchTo().window(window).close();
      }
    }
  }

  private static void waitFor(String end) {
    new WebDriverWait(driver, Duration.ofSeconds(20), Duration.ofMillis(20))
        .until(ExpectedConditions.urlMatches(".*" + end + "$"));
  }

  private static void nothingHasBegun() throws IOException {
    JsonNode lab = JSON.readTree(wire.get("/api/lab").body());
    assertEquals(0, lab.get("experiments").size(), lab.toString());
    assertFalse(JSON.readTree(wire.get("/api/lesson/1").body()).has("run"));
  }

  private static void theSessionIsAsItWas() {
    driver.switchTo().window(session);
    assertEquals(
        200L,
        (Long)
            driver.executeAsyncScript(
                "fetch('api/lab').then((answer) => arguments[0](answer.status))"));
  }

  /** Runs all attacks from the page that is open. */
  @SuppressWarnings("unchecked")
  private static Map<String, String> attack(String base) {
    Object all = driver.executeAsyncScript(ATTACKS, base, Wire.TINY);
    return new TreeMap<>((Map<String, String>) all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.test", "localhost", "127.0.0.1"})
  @DisplayName("a page of another site, or of another program, starts nothing and reads nothing")
  void anotherPage(String name) throws IOException {
    driver.get("http://" + name + ":" + stranger.port() + "/");
    for (String host : List.of("127.0.0.1", "localhost")) {
      Map<String, String> all = attack("http://" + host + ":" + course.port());
      assertTrue(all.size() > 30, all.toString());
      List<String> got = new ArrayList<>();
      all.forEach(
          (attack, what) -> {
            boolean isNothing = List.of("error", "closed", "sent", "opaque:").contains(what);
            if (!isNothing) {
              got.add(attack + ": " + what);
            }
          });
      assertEquals(List.of(), got, name + " to " + host);
      nothingHasBegun();
    }
    theSessionIsAsItWas();
  }

  @Test
  @DisplayName("the same attacks reach a server that has no rules: they are no empty threat")
  void theyWouldWork() throws IOException {
    driver.get("http://127.0.0.1:" + stranger.port() + "/");
    Map<String, String> all = attack("http://127.0.0.1:" + stranger.port());
    for (String attack :
        List.of("fetchPage", "fetchBlind", "frame", "text0", "textBlind0", "json0", "put0")) {
      assertTrue(all.get(attack).contains("Free money"), attack + ": " + all.get(attack));
    }
    assertTrue(all.get("formText0").contains("Free money"), all.get("formText0"));
  }

  @Test
  @DisplayName("a name that leads to this machine all at once is answered with nothing")
  void rebinding() throws IOException {
    driver.get("http://rebound.test:" + course.port() + "/stranger");
    assertEquals("Stranger", driver.getTitle());
    Map<String, String> all = attack("http://rebound.test:" + course.port());
    assertTrue(
        all.get("fetchData").startsWith("basic:{\"error\""), "it is the course that answers");
    for (Map.Entry<String, String> one : all.entrySet()) {
      String what = one.getValue();
      boolean isRefused =
          List.of("error", "closed", "sent").contains(what)
              || what.contains("Only the pages of this server may ask it that.")
              || what.contains("This is no request that a browser makes.");
      assertTrue(isRefused, one.toString());
    }
    nothingHasBegun();
    // Even with the token the door stays shut.
    driver.get("http://rebound.test:" + course.port() + "/?token=" + wire.token);
    assertTrue(driver.getPageSource().contains("Only the pages"), driver.getPageSource());
    driver.get("http://rebound.test:" + course.port() + "/lab.html");
    assertTrue(driver.getPageSource().contains("Only the pages"), driver.getPageSource());
    assertEquals("", driver.executeScript("return document.cookie"));
    theSessionIsAsItWas();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.test", "localhost", "127.0.0.1"})
  @DisplayName("a window that another page opens tells it nothing")
  void windows(String name) throws IOException {
    driver.get("http://" + name + ":" + stranger.port() + "/");
    for (String path : List.of("/lab.html", "/", "/?token=x", "/api/lab", "/course.css")) {
      String base = "http://127.0.0.1:" + course.port();
      Object told =
          driver.executeAsyncScript(
              """
              const [address, done] = arguments;
              const opened = window.open(address);
              const look = () => {
                let seen = "nothing";
                try {
                  if (opened.location.href === "about:blank" && !opened.closed) {
                    setTimeout(look, 20); // it is still on its way
                    return;
                  }
                  seen = opened.document.body?.textContent ?? "nothing";
                } catch {
                  seen = "nothing";
                }
                done([seen, opened.closed ? 0 : opened.length, String(opened.opener)]);
              };
              look();
              """,
              base + path);
      assertTrue(String.valueOf(told).startsWith("[nothing, 0,"), path + ": " + told);
    }
    for (String window : driver.getWindowHandles()) {
      driver.switchTo().window(window);
      if (!window.equals(session) && driver.getCurrentUrl().contains(":" + course.port())) {
        assertEquals(null, driver.executeScript("return window.opener"), "nor can it be led on");
      }
    }
    nothingHasBegun();
    theSessionIsAsItWas();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.test", "localhost", "127.0.0.1"})
  @DisplayName("a link from elsewhere leads to one page, and a click on that goes on")
  void goOn(String name) throws IOException {
    driver.get("http://" + name + ":" + stranger.port() + "/");
    driver.findElement(By.id("link")).click();
    waitFor("lab.html");
    assertEquals("Another site leads here. Go on to Descent.", text());
    assertFalse(driver.getPageSource().contains("descent-served"), driver.getPageSource());
    driver.findElement(By.tagName("a")).click();
    new WebDriverWait(driver, Duration.ofSeconds(20), Duration.ofMillis(20))
        .until(
            ExpectedConditions.presenceOfElementLocated(
                By.cssSelector("meta[name=descent-served]")));
    assertEquals(course.page("lab.html"), driver.getCurrentUrl());
    assertEquals("", driver.executeScript("return document.referrer"));
    nothingHasBegun();
  }

  private static String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  @Test
  @DisplayName("a frame shows nothing of the course")
  void frames() {
    driver.get("http://127.0.0.1:" + stranger.port() + "/");
    driver.executeAsyncScript(
        """
        const frame = document.createElement("iframe");
        frame.src = arguments[0];
        frame.onload = arguments[1];
        document.body.append(frame);
        """,
        course.page("index.html"));
    driver.switchTo().frame(0);
    assertFalse(driver.getPageSource().contains("descent-served"), driver.getPageSource());
    assertFalse(text().contains("Descent"), text());
  }

  @Test
  @DisplayName("the token is in no address bar, no history, no referrer and no script's reach")
  void noToken() {
    driver.switchTo().window(session);
    driver.get("data:text/html,before");
    driver.get(course.address());
    waitFor("index.html");
    assertEquals(course.page("index.html"), driver.getCurrentUrl());
    assertEquals("", driver.executeScript("return document.referrer"));
    assertEquals("", driver.executeScript("return document.cookie"), "scripts have no cookie");
    String everything =
        driver
            .executeScript(
                "return JSON.stringify([performance.getEntries(), history.state, {...localStorage},"
                    + " {...sessionStorage}, document.documentElement.outerHTML])")
            .toString();
    assertFalse(everything.contains(wire.token), everything);
    assertFalse(everything.contains(wire.session), everything);
    Map<String, Object> history = driver.executeCdpCommand("Page.getNavigationHistory", Map.of());
    assertNotNull(history.get("entries"));
    assertFalse(history.toString().contains(wire.token), history.toString());
    driver.navigate().back();
    assertEquals("data:text/html,before", driver.getCurrentUrl());
    driver.navigate().forward();
    waitFor("index.html");

    // The first page itself, and then one of the course, lead to a stranger.
    int before = stranger.referrers().size();
    String leave =
        "location.href = 'http://evil.test:%d/' + arguments[0]".formatted(stranger.port());
    driver.executeScript(leave, "from-the-course");
    waitFor("from-the-course");
    assertEquals("", driver.executeScript("return document.referrer"));
    driver.executeScript("location.href = arguments[0]", course.address());
    waitFor("index.html");
    List<String> referrers = stranger.referrers();
    assertTrue(referrers.size() > before);
    assertEquals(List.of("null"), referrers.subList(before, referrers.size()));
  }
}
