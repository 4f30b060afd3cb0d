package dev.descent.web.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class NewsTest {
  private static final Duration NEVER = Duration.ofMinutes(10);
  private static final Duration OFTEN = Duration.ofMillis(1);
  private static final int KEPT = 4000;

  /** A page that leaves when it has heard enough. */
  private static class Page implements News.Follower {
    private final int enough;
    final List<News.Event> heard = new ArrayList<>();
    int beats;
    int missed;

    Page(int enough) {
      this.enough = enough;
    }

    @Override
    public void hear(News.Event event) throws IOException {
      heard.add(event);
      if (heard.size() == enough) {
        throw new IOException("gone");
      }
    }

    @Override
    public void beat() throws IOException {
      beats++;
      if (enough == 0) {
        throw new IOException("gone");
      }
    }

    @Override
    public void missed() {
      missed++;
    }

    List<String> numbers() {
      return heard.stream().map(News.Event::json).toList();
    }
  }

  private static Page follow(News news, String since, int enough) throws IOException {
    Page page = new Page(enough);
    try {
      news.follow(since, enough == 0 ? OFTEN : NEVER, page);
    } catch (IOException e) {
      assertEquals("gone", e.getMessage());
    }
    return page;
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
  }

  @Test
  @DisplayName("a page hears what comes after the event it knows, once and in order")
  void replay() throws IOException {
    News news = new News();
    List<String> ids = new ArrayList<>(List.of(news.last()));
    for (int i = 1; i <= 20; i++) {
      news.tell("number", i);
      ids.add(news.last());
    }
    assertEquals(21, new HashSet<>(ids).size());
    for (int known = 0; known < 20; known++) {
      Page page = follow(news, ids.get(known), 20 - known);
      assertEquals(numbers(known + 1, 20), page.numbers());
      assertEquals(ids.subList(known + 1, 21), page.heard.stream().map(News.Event::id).toList());
      assertEquals(0, page.missed);
    }
    assertEquals("number", follow(news, ids.get(0), 1).heard.get(0).kind());
  }

  @Test
  @DisplayName("where nothing happens there is a beat")
  void beat() throws IOException {
    News news = new News();
    news.tell("number", 1);
    Page page = follow(news, news.last(), 0);
    assertEquals(1, page.beats);
    assertEquals(List.of(), page.heard);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "0",
        "1",
        "-1",
        "-",
        "{process}",
        "{process}-",
        "{process}--1",
        "{process}-x",
        "{process}-1-1",
        "{process}- 1",
        "{process}-22",
        "{process}-999999999999999",
        "{process}-9999999999999999999999",
        "{process}-0x1",
        "{process}-\u0661\u0662",
        "other-3",
        "{process}x-3",
      })
  @DisplayName("an event of another process, of the future or none at all: the page asks anew")
  void missed(String since) throws IOException {
    News news = new News();
    for (int i = 1; i <= 20; i++) {
      news.tell("number", i);
    }
    Page page = follow(news, since.replace("{process}", news.last().replaceFirst("-.*", "")), 1);
    assertEquals(1, page.missed, since);
    assertEquals(List.of(), page.heard, since);
  }

  @Test
  @DisplayName("the last thousands are kept; who knows none of them asks anew")
  void kept() throws IOException {
    News news = new News();
    String before = news.last();
    news.tell("number", 1);
    String first = news.last();
    for (int i = 2; i <= KEPT; i++) {
      news.tell("number", i);
    }
    assertEquals(numbers(1, KEPT), follow(news, before, KEPT).numbers());
    news.tell("number", KEPT + 1);
    assertEquals(1, follow(news, before, 1).missed);
    assertEquals(numbers(2, KEPT + 1), follow(news, first, KEPT).numbers());
    for (int i = KEPT + 2; i <= 3 * KEPT; i++) {
      news.tell("number", i);
    }
    assertEquals(1, follow(news, first, 1).missed);
    String last = news.last();
    news.tell("number", 0);
    assertEquals(List.of("0"), follow(news, last, 1).numbers());
  }

  @Test
  @DisplayName("a page that is slower than what happens hears that it has missed some")
  void slow() throws Exception {
    News news = new News();
    String before = news.last();
    news.tell("number", 1);
    Page page =
        new Page(10) {
          @Override
          public void hear(News.Event event) throws IOException {
            super.hear(event);
            for (int i = 0; i <= KEPT; i++) {
              news.tell("number", i); // meanwhile
            }
          }
        };
    news.follow(before, NEVER, page);
    assertEquals(1, page.heard.size());
    assertEquals(1, page.missed);
  }

  @Test
  @DisplayName("two processes never share an id, and what is no JSON is an error of ours")
  void ids() {
    News news = new News();
    assertNotEquals(news.last(), new News().last());
    assertTrue(news.last().matches("[0-9a-f]{8}-0"), news.last());
    String last = news.last();
    assertThrows(IllegalArgumentException.class, () -> news.tell("x", Map.of("x", new Object())));
    assertEquals(last, news.last(), "nothing was told");
  }

  @Test
  @DisplayName("text of others breaks out of no event")
  void lines() throws IOException {
    News news = new News();
    String before = news.last();
    news.tell("x", "a\n\nevent: evil\r\ndata: b\u2028\u0085");
    String json = follow(news, before, 1).heard.get(0).json();
    assertFalse(json.contains("\n") || json.contains("\r"), json);
  }

  @Test
  @DisplayName("eight tell, sixteen follow from different moments, and each hears all, once")
  void manyThreads() throws Exception {
    int tellers = 8;
    int each = 400; // all together are kept
    News news = new News();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      CountDownLatch begin = new CountDownLatch(1);
      List<Future<?>> telling = new ArrayList<>();
      for (int teller = 0; teller < tellers; teller++) {
        int from = teller * each;
        telling.add(
            threads.submit(
                () -> {
                  begin.await();
                  for (int i = 0; i < each; i++) {
                    news.tell("number", from + i);
                  }
                  return null;
                }));
      }
      List<Future<Page>> following = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        int first = i * 40;
        following.add(
            threads.submit(
                () -> {
                  String process = news.last().replaceFirst("-.*", "");
                  begin.countDown();
                  while (number(news.last()) < first) {
                    Thread.onSpinWait();
                  }
                  return follow(news, process + "-" + first, tellers * each - first);
                }));
      }
      for (Future<?> end : telling) {
        end.get(20, TimeUnit.SECONDS);
      }
      List<String> all = null;
      for (Future<Page> end : following) {
        Page page = end.get(20, TimeUnit.SECONDS);
        assertEquals(0, page.missed);
        List<String> heard = page.numbers();
        assertEquals(heard.size(), new HashSet<>(heard).size(), "none twice");
        for (int i = 1; i < page.heard.size(); i++) {
          assertEquals(
              number(page.heard.get(i - 1).id()) + 1, number(page.heard.get(i).id()), "in order");
        }
        if (all == null) {
          all = heard;
          assertEquals(tellers * each, all.size());
        }
        assertEquals(all.subList(all.size() - heard.size(), all.size()), heard, "the same to all");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int number(String id) {
    return Integer.parseInt(id.replaceFirst(".*-", ""));
  }

  @Test
  @DisplayName("who waits is sent home when it ends, and who comes later at once")
  void close() throws Exception {
    News news = new News();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      CountDownLatch waiting = new CountDownLatch(1);
      Future<Page> page =
          threads.submit(
              () -> {
                Page it =
                    new Page(-1) {
                      @Override
                      public void beat() {
                        waiting.countDown();
                      }
                    };
                news.follow(news.last(), OFTEN, it);
                return it;
              });
      assertTrue(waiting.await(20, TimeUnit.SECONDS));
      news.close();
      assertEquals(0, page.get(20, TimeUnit.SECONDS).missed);
      assertEquals(0, follow(news, news.last(), 1).heard.size());
    } finally {
      threads.shutdownNow();
    }
  }
}
