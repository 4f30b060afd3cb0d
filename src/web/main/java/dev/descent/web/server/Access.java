package dev.descent.web.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules for who may ask the server of this machine. Everybody who can open a page in the same
 * browser, and every program of this machine, can send it requests, so each must show that it comes
 * from the server's own pages.
 *
 * <ul>
 *   <li>The {@code Host} must be the loopback address and the port: a name that somebody has
 *       pointed to this machine is another one.
 *   <li>The token in the address that was printed opens a session, whose cookie every other request
 *       must have. Browsers send it on requests that begin on this site alone.
 *   <li>Other programs of this machine are the same site to a browser, so what it says of where a
 *       request comes from must be this origin.
 *   <li>What changes something must say that it comes from this origin, be JSON, and have a second
 *       secret. Browsers send a cookie to every port of this machine, where another user's program
 *       may listen; the second secret is kept where they do tell ports apart.
 * </ul>
 */
public final class Access {
  /**
   * What a request says of itself; null what it does not.
   *
   * @param host exactly one header, or null
   */
  public record Request(
      String method,
      String path,
      @Nullable String host,
      @Nullable String origin,
      @Nullable String fetchSite,
      @Nullable String fetchMode,
      @Nullable String token,
      @Nullable String cookie,
      @Nullable String key,
      @Nullable String contentType) {}

  /** The answers to a request. */
  public enum Verdict {
    /** It may. */
    ALLOWED,
    /** It has the token: the session begins. */
    OPENS,
    /** It has no session: the address that was printed has the token. */
    NO_SESSION,
    /** It is a link of another site to a page: a click on our own goes on. */
    FROM_ELSEWHERE,
    /** It may not. */
    REFUSED
  }

  private static final int BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final int port;
  private final String token = secret();
  private final String session = secret();
  private final String key = secret();

  /** Rules for the server of this port, with new secrets. */
  public Access(int port) {
    this.port = port;
  }

  private static String secret() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The name of the session's cookie: cookies do not tell ports apart, so the name does. */
  public String cookieName() {
    return "descent-" + port;
  }

  /** The session's cookie. */
  public String session() {
    return session;
  }

  /**
   * The secret that changes need. The page that opens a session keeps it in the browser, for this
   * port alone; no other page has it, so whoever got hold of the cookie can change nothing.
   */
  public String key() {
    return key;
  }

  /** The address to print. */
  public String address() {
    return "http://127.0.0.1:" + port + "/?token=" + token;
  }

  /** Judges a request. */
  public Verdict of(Request request) {
    Optional<String> host =
        hosts().stream().filter(ours -> ours.equals(request.host())).findFirst();
    if (host.isEmpty() || !Set.of("GET", "POST").contains(request.method())) {
      return Verdict.REFUSED;
    }
    boolean isGet = request.method().equals("GET");
    if (isGet && request.path().equals("/") && isSame(token, request.token())) {
      return Verdict.OPENS;
    }
    if (request.fetchSite() != null && !request.fetchSite().equals("same-origin")) {
      boolean isVisit = isGet && "navigate".equals(request.fetchMode()) && isPage(request.path());
      if (!isVisit) {
        return Verdict.REFUSED;
      }
      if (!request.fetchSite().equals("none")) {
        return Verdict.FROM_ELSEWHERE;
      }
    }
    if (!isGet
        && !(("http://" + host.get()).equals(request.origin())
            && isJson(request.contentType())
            && isSame(key, request.key()))) {
      return Verdict.REFUSED;
    }
    return isSame(session, request.cookie()) ? Verdict.ALLOWED : Verdict.NO_SESSION;
  }

  private Set<String> hosts() {
    return Set.of("127.0.0.1:" + port, "localhost:" + port);
  }

  private static boolean isPage(String path) {
    return path.equals("/") || path.endsWith(".html");
  }

  private static boolean isJson(@Nullable String contentType) {
    return contentType != null && contentType.matches("application/json(;\\s*charset=(?i)utf-8)?");
  }

  /** Compares in a time that does not tell how much is right. */
  private static boolean isSame(String secret, @Nullable String said) {
    return said != null
        && MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
  }
}
