package dev.descent.web.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import dev.descent.grade.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskTest {
  @TempDir private Path home;

  @Test
  @DisplayName("what cannot be graded is said, and the next check is answered, too")
  void failed() throws Exception {
    TestHome.copyTo(home);
    Exercises exercises = Exercises.load(home);
    Exercise exercise = exercises.all().get(0);
    Path tests = home.resolve("exercises/src/test");
    Path aside = home.resolve("aside");
    Files.move(tests, aside);
    News news = new News();
    BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    follow(news, heard);
    try (Desk desk = new Desk(exercises, new Progress(exercises), news, verdict -> "verdict")) {
      desk.check(exercise);
      JsonNode end = end(heard);
      assertTrue(
          end.path("said").asText().startsWith("It cannot be checked") || end.has("html"),
          end.toString());
      Files.move(aside, tests);
      desk.check(exercise);
      assertTrue(end(heard).path("html").asText().equals("verdict"));
      assertFalse(desk.isChecking(exercise));
    } finally {
      news.close();
    }
  }

  private static JsonNode end(BlockingQueue<JsonNode> heard) throws InterruptedException {
    while (true) {
      JsonNode update = heard.poll(60, TimeUnit.SECONDS);
      if (update == null) {
        throw new AssertionError("nothing is heard of the end");
      }
      if (!update.get("checking").asBoolean()) {
        return update;
      }
    }
  }

  private static void follow(News news, BlockingQueue<JsonNode> heard) {
    String since = news.last();
    Thread thread =
        new Thread(
            () -> {
              try {
                news.follow(
                    since,
                    Duration.ofSeconds(1),
                    new News.Follower() {
                      @Override
                      public void hear(News.Event event) throws IOException {
                        heard.add(new ObjectMapper().readTree(event.json()));
                      }

                      @Override
                      public void beat() {}

                      @Override
                      public void missed() {}
                    });
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
