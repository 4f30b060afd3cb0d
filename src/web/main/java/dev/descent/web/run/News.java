package dev.descent.web.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What has happened, numbered, for pages that follow it. A page says which event it knows last, and
 * is told the later ones; of those the last thousands are kept. Numbers begin with a word of this
 * process, so that nobody takes those of another for them.
 */
public final class News {
  private static final int KEPT = 4000;

  /**
   * An event.
   *
   * @param id of it, as a page gives it back
   * @param kind of it, in a word
   * @param json its content
   */
  public record Event(String id, String kind, String json) {}

  /** A page that follows, at the other end of a wire. */
  public interface Follower {
    /** Takes an event; fails where the page is gone. */
    void hear(Event event) throws IOException;

    /** Hears that nothing has happened for a while; fails where the page is gone. */
    void beat() throws IOException;

    /** Hears that events are lost: it must ask for the state anew. Nothing follows. */
    void missed() throws IOException;
  }

  private final String process = UUID.randomUUID().toString().substring(0, 8);
  private final ArrayDeque<Event> kept = new ArrayDeque<>();
  private long first = 1; // the number of the first that is kept
  private boolean closed;

  /** Tells all pages of something. */
  public synchronized void tell(String kind, Object content) {
    String json;
    try {
      json = Json.of(content);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON for news of " + kind, e);
    }
    kept.add(new Event(id(first + kept.size()), kind, json));
    if (kept.size() > KEPT) {
      kept.remove();
      first++;
    }
    notifyAll();
  }

  /** The id of the last event, whose content and that of all before is in a state read now. */
  public synchronized String last() {
    return id(first + kept.size() - 1);
  }

  private String id(long number) {
    return process + "-" + number;
  }

  /**
   * Has a page hear all that comes after an event, on this thread, until the page is gone.
   *
   * @param since the id of the last event that it knows
   * @param beat how long nothing may happen before it hears that
   */
  public void follow(String since, Duration beat, Follower page) throws IOException {
    long next = after(since);
    while (true) {
      List<Event> events = new ArrayList<>();
      synchronized (this) {
        if (closed) {
          return;
        }
        if (next < first || next > first + kept.size()) {
          next = -1;
        } else {
          if (next == first + kept.size() && !waitFor(beat)) {
            return;
          }
          // While this waited, the first ones may have gone.
          if (next >= first) {
            kept.stream().skip(next - first).forEach(events::add);
          } else {
            next = -1;
          }
        }
      }
      if (next < 0) {
        page.missed();
        return;
      }
      if (events.isEmpty()) {
        page.beat();
      }
      for (Event event : events) {
        page.hear(event);
      }
      next += events.size();
    }
  }

  /** Waits for an event, or so long; false if this thread is to end. */
  private boolean waitFor(Duration beat) {
    try {
      wait(beat.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The number after that of an id; −1 where the id is not of this process. */
  private long after(String id) {
    String[] parts = id.split("-", 2);
    return parts.length == 2 && parts[0].equals(process) && parts[1].matches("\\d{1,15}")
        ? Long.parseLong(parts[1]) + 1
        : -1;
  }

  /** Ends what every page hears. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
