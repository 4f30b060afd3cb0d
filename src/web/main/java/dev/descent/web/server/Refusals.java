package dev.descent.web.server;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * The answers to what is no request that the course could judge: Jetty refuses it before. Its own
 * pages repeat the address, where a token may be, and have none of the headers that all answers
 * have.
 */
final class Refusals implements Request.Handler {
  /** What every answer forbids, whatever it is. */
  static final Map<String, String> HEADERS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cache-Control", "no-store",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cross-Origin-Opener-Policy", "same-origin");

  private static final String POLICY = "default-src 'none'; frame-ancestors 'none'";

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HEADERS.forEach((name, value) -> response.getHeaders().put(name, value));
    response.getHeaders().put("Content-Security-Policy", POLICY);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    String words =
        response.getStatus() < 500
            ? "This is no request that a browser makes.\n"
            : "The course cannot answer this.\n";
    response.write(true, BufferUtil.toBuffer(words, StandardCharsets.UTF_8), callback);
    return true;
  }
}
