package dev.descent.worker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;

/**
 * What is logged: errors, unless {@code -Ddescent.log=INFO} (the option verbose) asks for what DL4J
 * logs. In Java, as Logback loads 600 classes to read the same from XML: a fifth of a worker's
 * start.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_LOW_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    context.getStatusManager().add(new NopStatusListener());
    Line line = new Line();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    line.setContext(context);
    encoder.setContext(context);
    encoder.setLayout(line);
    appender.setContext(context);
    appender.setName("errors");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    line.start();
    encoder.start();
    appender.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(System.getProperty("descent.log"), Level.ERROR));
    root.addAppender(appender);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static final class Line extends LayoutBase<ILoggingEvent> {
    private static final TargetLengthBasedClassNameAbbreviator SHORT =
        new TargetLengthBasedClassNameAbbreviator(24);

    @Override
    public String doLayout(ILoggingEvent event) {
      String trace =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      return "%-5s %s - %s%n%s"
          .formatted(
              event.getLevel(),
              SHORT.abbreviate(event.getLoggerName()),
              event.getFormattedMessage(),
              trace);
    }
  }
}
