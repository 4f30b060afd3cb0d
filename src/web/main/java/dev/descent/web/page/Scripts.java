package dev.descent.web.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The ES modules of a page joined to one classic script. Browsers load no module from a file, and a
 * site must work when its folder is opened as it is.
 *
 * <p>Each module becomes a function that returns what it exports. So modules must import by {@code
 * import { a, b } from "./name.js";}, and export constants, functions and classes by their names.
 */
public final class Scripts {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import\\s*\\{([^}]*)}\\s*from\\s*\"\\./([a-z0-9-]+\\.js)\";");
  private static final Pattern EXPORT =
      Pattern.compile("(?m)^export\\s+((?:async\\s+)?function|const|class)\\s+([A-Za-z_$][\\w$]*)");

  private final Function<String, byte[]> modules;
  private final Map<String, String> joined = new LinkedHashMap<>();

  private Scripts(Function<String, byte[]> modules) {
    this.modules = modules;
  }

  /**
   * The script.
   *
   * @param module the one that the page names
   * @param modules the content of each by its name
   * @throws IllegalStateException where a module is written in another way
   */
  public static String joined(String module, Function<String, byte[]> modules) {
    Scripts scripts = new Scripts(modules);
    scripts.add(module, List.of());
    return "\"use strict\";\n(async () => {\nconst modules = {};\n"
        + String.join("", scripts.joined.values())
        + "})();\n";
  }

  private void add(String name, List<String> importers) {
    if (importers.contains(name)) {
      throw new IllegalStateException(name + " imports itself by way of " + importers);
    }
    if (joined.containsKey(name)) {
      return;
    }
    List<String> chain = new ArrayList<>(importers);
    chain.add(name);
    String source = new String(modules.apply(name), StandardCharsets.UTF_8);
    IMPORT.matcher(source).results().forEach(it -> add(it.group(2), chain));
    String body =
        IMPORT
            .matcher(source)
            .replaceAll(
                it ->
                    Matcher.quoteReplacement(
                        "const {%s} = modules[\"%s\"];"
                            .formatted(it.group(1).replace(" as ", ": "), it.group(2))));
    String names =
        EXPORT.matcher(source).results().map(it -> it.group(2)).collect(Collectors.joining(", "));
    body = EXPORT.matcher(body).replaceAll("$1 $2");
    if (body.matches("(?s)(.*\n)?(import|export)\\b.*")) {
      throw new IllegalStateException(name + " imports or exports in a way that cannot be joined");
    }
    joined.put(
        name,
        "modules[\"%s\"] = await (async () => {\n%sreturn {%s};\n})();\n"
            .formatted(name, body, names));
  }
}
