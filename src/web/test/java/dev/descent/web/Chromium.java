package dev.descent.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The browser of all tests: it starts with the first, and ends when all have run. Each test gets
 * tabs of its own; when it ends they are closed, and nothing may stand in the browser's log that
 * the test has not expected.
 */
public final class Chromium implements BeforeAllCallback, ParameterResolver, AfterEachCallback {
  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(Chromium.class);
  private static final AtomicBoolean SAID = new AtomicBoolean();
  private static final Optional<Path> BROWSER = find();

  /** Held strongly: Java forgets the level of a logger that nobody holds. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  /** A browser that runs, until all tests have. */
  private record Running(ChromeDriver driver, String first) implements AutoCloseable {
    @Override
    public void close() {
      driver.quit();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    boolean isThere = browser().isPresent() && driver().isPresent();
    if (!isThere && SAID.compareAndSet(false, true)) {
      System.out.println("no chromium with chromedriver on the PATH: pages are not opened");
    }
    assumeTrue(isThere, "no chromium with chromedriver on the PATH");
  }

  /**
   * Returns the browser of this machine: one without windows where there is one, as that needs a
   * third of the processor's time for the same pages. If there are several, its version is that of
   * the driver, which drives no other.
   */
  public static Optional<Path> browser() {
    return BROWSER;
  }

  private static Optional<Path> find() {
    List<Path> all =
        programs(
            "chromium-headless-shell",
            "chrome-headless-shell",
            "chromium",
            "chromium-browser",
            "google-chrome");
    Optional<String> wanted = driver().map(Chromium::version);
    return all.stream()
        .filter(it -> wanted.equals(Optional.of(version(it))))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  /** Returns what lets a test drive it. */
  public static Optional<Path> driver() {
    return programs("chromedriver").stream().findFirst();
  }

  private static List<Path> programs(String... names) {
    return Stream.of(names)
        .flatMap(
            name ->
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .toList();
  }

  /** The first number of a program's version; empty if it does not say. */
  private static String version(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--version")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher number = Pattern.compile("\\d+").matcher(words);
      return number.find() ? number.group() : "";
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Tab.class;
  }

  @Override
  public Tab resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Running running =
        context
            .getRoot()
            .getStore(OURS)
            .getOrComputeIfAbsent("browser", key -> start(), Running.class);
    List<Tab> tabs = tabs(context);
    Tab tab =
        tabs.isEmpty() ? new Tab(running.driver(), running.first(), tabs) : tabs.get(0).another();
    return tab;
  }

  @SuppressWarnings("unchecked")
  private static List<Tab> tabs(ExtensionContext context) {
    return (List<Tab>)
        context.getStore(OURS).getOrComputeIfAbsent("tabs", key -> new ArrayList<Tab>());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<Tab> tabs = tabs(context);
    if (!tabs.isEmpty()) {
      tabs.get(0).end(context.getExecutionException().isEmpty());
    }
  }

  private static Running start() {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setPageLoadStrategy(PageLoadStrategy.EAGER); // tests wait for what they need
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    ChromeDriver driver = start(options);
    driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30));
    return new Running(driver, driver.getWindowHandle());
  }

  /** Starts a browser with these options and those that all tests have. */
  public static ChromeDriver start(ChromeOptions options) {
    SELENIUM.setLevel(Level.SEVERE); // it misses its package for the newest DevTools
    options.setBinary(browser().orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run");
    if ("root".equals(System.getProperty("user.name"))) {
      options.addArguments("--no-sandbox");
    }
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver().orElseThrow().toFile())
            .withEnvironment(Map.of("SE_OFFLINE", "true", "SE_AVOID_STATS", "true"))
            .withSilent(true)
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
    return driver;
  }
}
