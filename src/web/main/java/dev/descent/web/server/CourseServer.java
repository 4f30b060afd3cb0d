package dev.descent.web.server;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.web.page.Shell;
import dev.descent.web.run.Json;
import dev.descent.web.run.News;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpResponseException;
import io.javalin.http.SameSite;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The course as a server of this machine, for its own browser and nobody else: see {@link Access}.
 * It serves pages, what they are made of, news, and what they ask for.
 */
public final class CourseServer implements AutoCloseable {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types descent";

  /** For reports, which carry all they show inside them and have no script. */
  private static final String REPORT_POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action"
          + " 'none'; frame-ancestors 'none'; sandbox allow-popups allow-same-origin";

  private static final String LOOPBACK = "127.0.0.1";
  private static final int PORTS = 20; // tried, one after another
  private static final int LAST_PORT = 65_535;
  private static final long LONGEST_BODY = 64 * 1024;
  private static final String TOO_LONG = "a request may have 64 KB";
  private static final int MOST_STREAMS = 64;
  private static final int THREADS = MOST_STREAMS + 40;
  private static final Duration BEAT = Duration.ofSeconds(12);

  /** A file that a page has, by its address. */
  public record Content(String type, byte[] bytes) {}

  private final Site site;
  private final News news;
  private final Access access;
  private final Javalin server;
  private final AtomicInteger streams = new AtomicInteger();

  private CourseServer(Site site, News news, int port) {
    this.site = site;
    this.news = news;
    this.access = new Access(port);
    this.server = Javalin.create(this::configure);
  }

  /**
   * Starts it.
   *
   * @param port where others are tried if it is taken
   * @throws UnfitMachineException if no port is free
   */
  public static CourseServer start(Site site, News news, int port) {
    int last = Math.min(port + PORTS - 1, LAST_PORT);
    for (int tried = port; tried <= last; tried++) {
      if (!isFree(tried)) {
        continue; // found out here, as Javalin would log an error
      }
      CourseServer course = new CourseServer(site, news, tried);
      try {
        course.server.start(LOOPBACK, tried);
        return course;
      } catch (JavalinBindException e) {
        course.server.stop(); // taken meanwhile: the next
      }
    }
    throw new UnfitMachineException(
        "ports %d to %d of this machine are all taken: give another with --port"
            .formatted(port, last));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** The address to open, with the secret that opens it. */
  public String address() {
    return access.address();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = LONGEST_BODY;
    config.http.defaultContentType = "text/plain; charset=utf-8";
    CompressionStrategy gzip = new CompressionStrategy(null, new Gzip());
    gzip.setExcludedMimeTypes(List.of("image/png", "image/gif")); // but figures are SVG, and long
    config.http.compressionStrategy = gzip;
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
    threads.setDaemon(true);
    threads.setName("server");
    config.jetty.threadPool = threads;
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setUriCompliance(UriCompliance.RFC3986); // nothing that can be read in two ways
        });
    config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new Refusals()));
    config.jetty.modifyServletContextHandler(course -> course.setErrorHandler(new Refusals()));
    config.routes.before(this::judge);
    config.routes.get("/", this::open);
    config.routes.get("/api/news", this::follow);
    config.routes.get("/api/<path>", this::ask);
    config.routes.post("/api/<path>", this::change);
    config.routes.get("/results/<path>", this::report);
    config.routes.get("/<path>", this::serve);
    config.routes.exception(
        BadInputException.class, (e, context) -> fail(context, 400, e.getMessage()));
    config.routes.exception(
        UnfitMachineException.class, (e, context) -> fail(context, 503, e.getMessage()));
    config.routes.exception(
        HttpResponseException.class,
        (e, context) ->
            fail(context, e.getStatus(), e.getStatus() == 413 ? TOO_LONG : e.getMessage()));
    config.routes.exception(Exception.class, CourseServer::internal);
    config.routes.error(404, context -> says(context, "There is no such page."));
  }

  /** A mistake of ours: it is said here, and the page learns that there is one. */
  private static void internal(Exception e, Context context) {
    Logger log = LoggerFactory.getLogger(CourseServer.class);
    log.error("internal error at {}, please report it: {}", context.path(), e.toString());
    log.debug("internal error", e);
    fail(context, 500, "The course cannot answer this: its own mistake, said in the terminal.");
  }

  private void judge(Context context) {
    context.header("Content-Security-Policy", POLICY);
    Refusals.HEADERS.forEach(context::header);
    switch (access.of(request(context))) {
      case ALLOWED -> {}
      case OPENS -> context.attribute("opens", true);
      case NO_SESSION -> {
        end(context, 401);
        says(
            context,
            "Descent was started anew, or this browser has no session of it. Open"
                + " the address that it printed.");
      }
      case FROM_ELSEWHERE -> {
        end(context, 403);
        context.html(
            "<!DOCTYPE html><html lang=\"en\"><title>Descent</title><p>Another site leads here."
                + " <a href=\"\">Go on to Descent</a>.</p></html>");
      }
      case REFUSED -> {
        end(context, 403);
        says(context, "Only the pages of this server may ask it that.");
      }
    }
  }

  private static void end(Context context, int status) {
    context.status(status).skipRemainingHandlers();
  }

  private static void says(Context context, String words) {
    if (context.path().startsWith("/api/")) {
      context.contentType("application/json").result("{\"error\":\"" + words + "\"}");
    } else {
      context.contentType("text/plain; charset=utf-8").result(words + "\n");
    }
  }

  private Access.Request request(Context context) {
    List<String> hosts = Collections.list(context.req().getHeaders("Host"));
    return new Access.Request(
        context.req().getMethod(),
        context.path(),
        hosts.size() == 1 ? hosts.get(0) : null,
        context.header("Origin"),
        context.header("Sec-Fetch-Site"),
        context.header("Sec-Fetch-Mode"),
        context.path().equals("/") ? context.queryParam("token") : null,
        context.cookie(access.cookieName()),
        context.header("Descent-Key"),
        context.contentType());
  }

  /**
   * Begins the session, or goes on to the first page. A redirection would still count as coming
   * from where the address was clicked, and the cookie would not be sent: the page goes on itself.
   */
  private void open(Context context) {
    boolean opens = Boolean.TRUE.equals(context.attribute("opens"));
    if (opens) {
      Cookie cookie = new Cookie(access.cookieName(), access.session());
      cookie.setHttpOnly(true);
      cookie.setSameSite(SameSite.STRICT);
      cookie.setPath("/");
      context.cookie(cookie);
    }
    answer(context, Optional.of(html(Shell.opening(opens ? access.key() : null))));
  }

  private void serve(Context context) {
    String path = context.pathParam("path");
    Optional<Content> content =
        path.endsWith(".html")
            ? site.page(path).map(page -> new Shell(true).html(page)).map(CourseServer::html)
            : asset(path).or(() -> site.file(path));
    answer(context, content);
  }

  private static Content html(String text) {
    return new Content(Assets.type(".html"), text.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<Content> asset(String name) {
    return Assets.content(name).map(bytes -> new Content(Assets.type(name), bytes));
  }

  private void report(Context context) {
    context.header("Content-Security-Policy", REPORT_POLICY);
    answer(context, site.file("results/" + context.pathParam("path")));
  }

  private static void answer(Context context, Optional<Content> content) {
    if (content.isEmpty()) {
      context.status(404);
      return;
    }
    context.contentType(content.get().type()).result(content.get().bytes());
  }

  private void ask(Context context) throws IOException {
    Optional<Object> answer = site.ask(context.pathParam("path"));
    if (answer.isEmpty()) {
      context.status(404);
      return;
    }
    context.contentType("application/json").result(Json.of(answer.get()));
  }

  private void change(Context context) throws IOException {
    if (context.req().getContentLengthLong() > LONGEST_BODY) {
      fail(context, 413, TOO_LONG);
      return;
    }
    Optional<Object> answer = site.change(context.pathParam("path"), context.body());
    if (answer.isEmpty()) {
      context.status(404);
      return;
    }
    context.contentType("application/json").result(Json.of(answer.get()));
  }

  private static void fail(Context context, int status, @Nullable String message) {
    try {
      context
          .status(status)
          .contentType("application/json")
          .result(Json.of(Map.of("error", String.valueOf(message))));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tells a page what happens, on this thread, as long as the page is there. */
  private void follow(Context context) throws IOException {
    if (streams.incrementAndGet() > MOST_STREAMS) {
      streams.decrementAndGet();
      fail(context, 503, "too many pages are open");
      return;
    }
    try {
      context.disableCompression();
      context.res().setContentType("text/event-stream");
      context.res().setCharacterEncoding("UTF-8");
      OutputStream out = context.res().getOutputStream();
      out.write(": the news\n\n".getBytes(StandardCharsets.UTF_8));
      context.res().flushBuffer(); // a page waits for this, and not for the first event
      news.follow(String.valueOf(context.queryParam("since")), BEAT, new Stream(context, out));
    } catch (IOException e) {
      // The page is gone.
    } finally {
      streams.decrementAndGet();
    }
  }

  /** Events as a browser reads them. */
  private record Stream(Context context, OutputStream out) implements News.Follower {
    @Override
    public void hear(News.Event event) throws IOException {
      send("id: %s\nevent: %s\ndata: %s\n\n".formatted(event.id(), event.kind(), event.json()));
    }

    @Override
    public void beat() throws IOException {
      send("event: beat\ndata: {}\n\n");
    }

    @Override
    public void missed() throws IOException {
      send("event: missed\ndata: {}\n\n");
    }

    private void send(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      context.res().flushBuffer();
    }
  }

  @Override
  public void close() {
    news.close();
    server.stop();
  }
}
