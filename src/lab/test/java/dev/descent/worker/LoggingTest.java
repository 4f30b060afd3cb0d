package dev.descent.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingTest {
  private final LoggerContext context = new LoggerContext();

  @Test
  @DisplayName("Logback finds it, and no other")
  void isFound() {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    assertEquals("errors", root.iteratorForAppenders().next().getName());
  }

  @Test
  @DisplayName("errors go to standard error, one line each, and the trace of what was thrown")
  void lines() {
    new Logging().configure(context);
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    assertEquals(Level.ERROR, root.getLevel());
    ConsoleAppender<ILoggingEvent> appender =
        (ConsoleAppender<ILoggingEvent>) root.iteratorForAppenders().next();
    assertEquals("System.err", appender.getTarget());
    Logger logger = context.getLogger("org.nd4j.linalg.factory.Nd4jBackend");
    String plain =
        encoded(appender, new LoggingEvent("", logger, Level.INFO, "a {}", null, args()));
    assertEquals("INFO  o.n.l.f.Nd4jBackend - a b" + System.lineSeparator(), plain);
    Throwable thrown = new IllegalStateException("it broke");
    String trace =
        encoded(appender, new LoggingEvent("", logger, Level.ERROR, "c", thrown, args()));
    assertTrue(trace.contains("IllegalStateException: it broke"), trace);
    assertTrue(trace.contains("LoggingTest.java"), trace);
  }

  private static Object[] args() {
    return new Object[] {"b"};
  }

  private static String encoded(ConsoleAppender<ILoggingEvent> appender, ILoggingEvent event) {
    return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
