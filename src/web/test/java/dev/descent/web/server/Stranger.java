package dev.descent.web.server;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Another server of this machine, for pages of others. Browsers that are told so take it for one of
 * the internet: its name is evil.test.
 *
 * <p>It is at the course's own port as well, at another address. What comes there goes on to the
 * course, but for its own page: just as when the name that a page came from leads to this machine
 * all at once.
 */
final class Stranger implements AutoCloseable {
  private static final String HTML =
      "<!DOCTYPE html><html><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\">"
          + "<title>Stranger</title><p><a id=\"link\" href=\"%s\">Free money</a></html>";

  private final HttpServer server;
  private final ServerSocket rebound;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> referrers = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final int course;

  /**
   * Opens it.
   *
   * @param course the port of the course that its pages are after
   * @param link where the link of its page leads
   */
  Stranger(int course, String link) throws IOException {
    this.course = course;
    byte[] html = HTML.formatted(link).getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          referrers.add(String.valueOf(exchange.getRequestHeaders().getFirst("Referer")));
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, html.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(html);
          }
        });
    server.start();
    rebound = new ServerSocket(course, 50, InetAddress.getByName("127.0.0.2"));
    threads.execute(() -> rebind(html));
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Where its pages were come from, as browsers said. */
  List<String> referrers() {
    return List.copyOf(referrers);
  }

  private void rebind(byte[] html) {
    while (!rebound.isClosed()) {
      try {
        Socket browser = rebound.accept();
        open.add(browser);
        threads.execute(
            () -> {
              try (browser) {
                serve(browser, html);
              } catch (IOException e) {
                // The browser has gone.
              }
            });
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket browser, byte[] html) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(browser.getInputStream(), StandardCharsets.ISO_8859_1));
    List<String> head = new ArrayList<>();
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (!line.regionMatches(true, 0, "Connection:", 0, 11)) {
        head.add(line); // each connection has one request
      }
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    if (head.isEmpty()) {
      return;
    }
    StringBuilder body = new StringBuilder();
    while (body.length() < length) {
      body.append((char) in.read());
    }
    OutputStream out = browser.getOutputStream();
    if (head.get(0).startsWith("GET /stranger ")) {
      String answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n";
      out.write(answer.getBytes(StandardCharsets.US_ASCII));
      out.write(html);
      return;
    }
    head.add("Connection: close");
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), course)) {
      open.add(socket);
      String text = String.join("\r\n", head) + "\r\n\r\n" + body;
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      InputStream answer = socket.getInputStream();
      answer.transferTo(out);
    }
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    rebound.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
