package dev.descent.cli;

import dev.descent.Nearest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Wrong usage in words: the argument, the rule, and what was given. */
final class UsageError {
  private UsageError() {}

  /** The sentence about an exception of the library that reads the command line. */
  static String sentence(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return missing.getMissing().stream()
              .map(UsageError::withLabel)
              .collect(Collectors.joining(" and "))
          + " must be given, got none";
    }
    if (e instanceof OverwrittenOptionException twice) {
      return name(twice.getOverwritten()) + " must be given once, got it several times";
    }
    ArgSpec argument = e.getArgSpec();
    if (argument == null) {
      return String.valueOf(e.getMessage());
    }
    if (e.getCause() instanceof TypeConversionException own && argument.converters().length > 0) {
      return name(argument) + ": " + own.getMessage();
    }
    return name(argument) + " must be " + rule(argument) + ", got " + e.getValue();
  }

  private static String unmatched(UnmatchedArgumentException e) {
    CommandLine command = e.getCommandLine();
    String word = e.getUnmatched().get(0);
    if (e.isUnknownOption()) {
      Collection<String> known = command.getCommandSpec().optionsMap().keySet();
      String given = word.replaceFirst("=.*", "");
      return "no option " + given + Nearest.didYouMean(given, known);
    }
    Collection<String> commands = command.getSubcommands().keySet();
    return commands.isEmpty()
        ? "one argument too many: " + word
        : "no command " + word + Nearest.didYouMean(word, commands);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String withLabel(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? option.longestName() + " " + argument.paramLabel()
        : argument.paramLabel();
  }

  private static String rule(ArgSpec argument) {
    List<Class<?>> types = Arrays.asList(argument.auxiliaryTypes());
    Class<?> last = types.get(types.size() - 1);
    String value = rule(last);
    return Map.class.isAssignableFrom(argument.type())
        ? argument.paramLabel() + ", with " + value
        : value;
  }

  private static String rule(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return "a whole number up to " + Integer.MAX_VALUE;
    }
    if (type == long.class || type == Long.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(it -> it.toString().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
    }
    return type == Path.class ? "a path" : "true or false";
  }
}
