package dev.descent.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.FluentWait;

/** A tab of the browser. What it waits for has half a minute to come, and most often takes none. */
final class Tab {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration EVERY = Duration.ofMillis(30);
  private static final String AXE = axe();

  /** The window that the driver is at; it takes its time to go to another. */
  private static volatile String current = "";

  private final ChromeDriver driver;
  private final String first;
  private final List<Tab> all;
  private final String window;
  private final List<Pattern> expected = new ArrayList<>();

  /**
   * Opens it.
   *
   * @param first window of the browser, which stays
   * @param all tabs of the test; this is added
   */
  Tab(ChromeDriver driver, String first, List<Tab> all) {
    this.driver = driver;
    this.first = first;
    this.all = all;
    driver.switchTo().window(first);
    driver.switchTo().newWindow(WindowType.WINDOW); // beside the others: all of them are visible
    this.window = driver.getWindowHandle();
    current = window;
    all.add(this);
    // Nothing moves, so that nothing is looked at on its way.
    emulate("light", 1280);
  }

  /** Opens another tab of the same browser. */
  Tab another() {
    return new Tab(driver, first, all);
  }

  /** The driver, at this tab. */
  ChromeDriver driver() {
    if (!current.equals(window)) {
      driver.switchTo().window(window);
      current = window;
    }
    return driver;
  }

  /** Closes the test's tabs; fails where the browser has complained of what nobody expected. */
  void end(boolean isHeld) {
    driver.switchTo().window(first);
    current = first;
    for (Tab tab : all) { // the driver's own way waits for pages that load themselves anew
      driver.executeCdpCommand("Target.closeTarget", Map.of("targetId", tab.window));
    }
    // Only now: what an open tab complains of after its log was read would be the next test's.
    List<String> complaints = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      String line = entry.getMessage();
      boolean isExpected =
          all.stream()
              .flatMap(tab -> tab.expected.stream())
              .anyMatch(pattern -> pattern.matcher(line).find());
      boolean isBad =
          entry.getLevel().intValue() >= Level.SEVERE.intValue()
              || line.contains("Content Security Policy");
      if (isBad && !isExpected) {
        complaints.add(line);
      }
    }
    driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    if (isHeld) {
      assertEquals(List.of(), complaints, "what stands in the browser's log");
    } else if (!complaints.isEmpty()) {
      System.out.println("The browser's log: " + complaints);
    }
  }

  /** Says that lines like this may stand in the browser's log. */
  void expectInLog(String pattern) {
    expected.add(Pattern.compile(pattern));
  }

  /** Sets the colours that the system prefers, and the width of the window: 390 is a telephone. */
  void emulate(String scheme, int width) {
    driver();
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            width,
            "height",
            width < 600 ? 844 : 900,
            "deviceScaleFactor",
            1,
            "mobile",
            width < 600));
  }

  /** Lets things move. */
  void move() {
    driver()
        .executeCdpCommand(
            "Emulation.setEmulatedMedia",
            Map.of(
                "features",
                List.of(Map.of("name", "prefers-reduced-motion", "value", "no-preference"))));
  }

  /** Opens an address. */
  Tab open(String address) {
    driver().get(address);
    return this;
  }

  /** Opens a session of a course as a person does, and comes to its first page. */
  Tab enter(OpenCourse course) {
    open(course.address());
    await("the first page", () -> path().equals("/index.html"));
    return this;
  }

  /**
   * Opens a page of a course, in the session that there is, and waits until it follows the news.
   */
  Tab open(OpenCourse course, String file) {
    open(course.page(file));
    return awaitNews();
  }

  /** Waits until the page hears what happens; those that need no news are there at once. */
  Tab awaitNews() {
    await("the news", () -> js("return document.body.dataset.news === 'open'"));
    return this;
  }

  /** Hides the tab, as one behind others is hidden, or shows it again. */
  void hide(boolean hidden) {
    if (hidden) {
      driver().manage().window().minimize();
    } else {
      driver().manage().window().maximize();
    }
    await(hidden ? "hidden tab" : "shown tab", () -> js("return document.hidden").equals(hidden));
  }

  Tab reload() {
    driver().navigate().refresh();
    return this;
  }

  String path() {
    return js("return location.pathname");
  }

  /** Runs a script, and returns what it returns. */
  @SuppressWarnings("unchecked")
  <T> T js(String script, @Nullable Object... arguments) {
    return (T) driver().executeScript(script, arguments);
  }

  /** A number that a script returns. */
  double number(String script, @Nullable Object... arguments) {
    return ((Number) Objects.requireNonNull(this.<Object>js(script, arguments))).doubleValue();
  }

  /** Runs a script that hands its answer to a function: its last argument, {@code done}. */
  @SuppressWarnings("unchecked")
  <T> T answer(String script, @Nullable Object... arguments) {
    return (T)
        driver()
            .executeAsyncScript(
                "const done = arguments[arguments.length - 1];" + script, arguments);
  }

  /** Waits until something holds. Elements that go while it looks are looked for again. */
  void await(String what, Supplier<@Nullable Object> holds) {
    driver();
    try {
      new FluentWait<>(this)
          .withTimeout(LONGEST)
          .pollingEvery(EVERY)
          .ignoring(StaleElementReferenceException.class)
          .ignoring(NoSuchElementException.class)
          .ignoring(JavascriptException.class)
          .until(tab -> holds.get() instanceof Boolean is && is);
    } catch (TimeoutException e) {
      String shown = js("return document.querySelector('main')?.innerText.slice(-1500)");
      fail("no " + what + " in " + LONGEST.toSeconds() + " s at " + path() + ":\n" + shown, e);
    }
  }

  /** Waits until an element has a text that contains this. */
  void awaitText(String css, String text) {
    await("“" + text + "” in " + css, () -> text(css).contains(text));
  }

  /** Waits until a page has a state. */
  void awaitState(String state) {
    await("state " + state, () -> state.equals(js("return document.body.dataset.state")));
  }

  WebElement find(String css) {
    return driver().findElement(By.cssSelector(css));
  }

  List<WebElement> all(String css) {
    return driver().findElements(By.cssSelector(css));
  }

  boolean isShown(String css) {
    return !all(css).isEmpty() && find(css).isDisplayed();
  }

  /** What stands in an element, shown or not. */
  String text(String css) {
    String text = js("return document.querySelector(arguments[0])?.textContent", css);
    return text == null ? "" : text;
  }

  /** What stands in all elements that are shown. */
  List<String> texts(String css) {
    return js(
        "return [...document.querySelectorAll(arguments[0])]"
            + ".filter((it) => it.checkVisibility()).map((it) => it.textContent)",
        css);
  }

  void click(String css) {
    WebElement element = find(css);
    // Below the head that stays at the top.
    js("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", element);
    element.click();
  }

  /** Puts a text into a field in place of what is there, as a person does. */
  void put(String css, String text) {
    WebElement field = find(css);
    js("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", field);
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
  }

  /** Presses keys where the focus is. */
  void press(CharSequence... keys) {
    new Actions(driver()).sendKeys(keys).perform();
  }

  /**
   * What the rules for pages that everybody can use find, a line each.
   *
   * @param rules which, as axe takes them; all where this is empty
   */
  private List<String> violations(String... rules) {
    if (!Boolean.TRUE.equals(js("return 'axe' in window"))) {
      js(AXE);
    }
    List<Map<String, Object>> found =
        answer(
            "axe.run({ preload: false, resultTypes: ['violations'], runOnly: arguments[0].length > 0 ?"
                + " arguments[0] : undefined }).then(({ violations }) =>"
                + " done(violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map("
                + "(it) => it.target.join(' ') + ': ' + (it.failureSummary ?? '').replace(/\\s+/g,"
                + " ' ')) }))), (error) => done([{ id: 'axe', help: String(error), nodes: [] }]))",
            (Object) List.of(rules));
    List<String> lines = new ArrayList<>();
    for (Map<String, Object> rule : found) {
      lines.add(rule.get("id") + ", " + rule.get("help") + ": " + rule.get("nodes"));
    }
    return lines;
  }

  /** Holds the page to what every page has to be. */
  void assertGood(String where) {
    Map<String, Object> facts =
        js(
            "const root = document.documentElement; return { h1: document.querySelectorAll('h1')"
                + ".length, title: document.title !== '', main: document.querySelectorAll('main')"
                + ".length, sideways: Math.max(0, root.scrollWidth - innerWidth) }");
    assertEquals(
        Map.of("h1", 1L, "title", true, "main", 1L, "sideways", 0L), Map.copyOf(facts), where);
    assertEquals(List.of(), violations(), where);
  }

  /** Holds the page to what may be otherwise where only its colours are others. */
  void assertReadable(String where) {
    assertEquals(List.of(), violations("color-contrast"), where);
  }

  private static String axe() {
    try (InputStream in = Tab.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
