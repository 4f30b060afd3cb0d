package dev.descent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.descent.data.Batches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may use what. A new package, or a new arrow, has to be written down here. */
class ArchitectureTest {
  private static final String ROOT = "dev.descent";
  private static final String JACKSON = "com.fasterxml.jackson";
  private static final String ND4J = "org.nd4j";
  private static final String DL4J = "org.deeplearning4j";
  private static final String JUNIT = "org.junit";
  private static final String HASH = "org.apache.commons.codec";
  private static final String NULLNESS = "org.jspecify.annotations..";
  private static final String CSV = "org.apache.commons.csv";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(ROOT);

  /**
   * The packages that a package may use beside itself, the root, the JDK and annotations for null.
   *
   * @param name the package, without {@code dev.descent}; empty for the root
   * @param ours other packages of Descent
   * @param libraries packages of libraries, with all below them
   */
  private record Rule(String name, List<String> ours, List<String> libraries) {
    String path() {
      return name.isEmpty() ? ROOT : ROOT + "." + name;
    }

    @Override
    public String toString() {
      return path();
    }
  }

  /** Each room may use those above it. */
  private static final List<String> ROOMS = List.of("torch", "lab", "grading", "web", "cli");

  private static final Pattern NO_INPUTS =
      Pattern.compile("<descent.no.inputs>(.*)</descent.no.inputs>");

  private static final List<Rule> RULES =
      List.of(
          // torch
          new Rule("loss", List.of(), List.of(ND4J)),
          new Rule("updater", List.of(), List.of(DL4J, ND4J)),
          new Rule("schedule", List.of(), List.of(ND4J)),
          new Rule("layer", List.of(), List.of(DL4J, ND4J)),
          new Rule("technique", List.of("schedule"), List.of(DL4J, ND4J)),
          // lab
          new Rule("", List.of(), List.of()),
          new Rule("data", List.of(), List.of(CSV, HASH, ND4J)), // ND4J in one class, see below
          new Rule("plot", List.of(), List.of("org.knowm.xchart")),
          new Rule("report", List.of("plot"), List.of()),
          new Rule("machine", List.of(), List.of("com.sun.management")),
          new Rule(
              "worker",
              List.of("machine"),
              List.of(
                  ND4J,
                  "org.bytedeco.openblas",
                  JACKSON,
                  "org.jline.utils",
                  "org.slf4j",
                  "org.apache.commons.io",
                  "ch.qos.logback")),
          new Rule("cluster", List.of("worker"), List.of()),
          new Rule(
              "experiment",
              List.of(
                  "data", "loss", "updater", "schedule", "layer", "technique", "worker", "machine"),
              List.of(DL4J, ND4J, JACKSON, HASH)),
          new Rule(
              "compare",
              List.of("experiment", "data", "worker", "plot", "report"),
              List.of(JACKSON, CSV, "org.apache.commons.math3")),
          new Rule(
              "parity",
              List.of(
                  "loss",
                  "updater",
                  "schedule",
                  "layer",
                  "technique",
                  "experiment",
                  "machine",
                  "worker"),
              List.of(DL4J, ND4J, JACKSON, HASH, "org.apache.commons.io")),
          new Rule(
              "lesson", List.of("experiment", "worker", "plot", "report"), List.of(ND4J, JACKSON)),
          new Rule("landscape", List.of("experiment", "plot", "worker"), List.of(ND4J)),
          // grading
          new Rule("exercise", List.of("plot"), List.of(DL4J, ND4J, JACKSON, JUNIT)),
          new Rule("catalog", List.of(), List.of(JACKSON)),
          new Rule(
              "grade",
              List.of("exercise", "catalog", "guard", "vandal", "slip", "machine", "worker"),
              List.of(ND4J, JACKSON, JUNIT, "com.sun.source", "com.sun.management", "org.slf4j")),
          new Rule("guard", List.of(), List.of("org.objectweb.asm")),
          new Rule("vandal", List.of(), List.of("org.objectweb.asm", DL4J, ND4J)),
          new Rule("slip", List.of(), List.of("com.sun.source")),
          new Rule("submission", List.of("catalog"), List.of()),
          new Rule(
              "course",
              List.of(
                  "exercise",
                  "catalog",
                  "submission",
                  "grade",
                  "worker",
                  "plot",
                  "report",
                  "machine"),
              List.of(JACKSON, CSV, HASH, "org.slf4j")),
          new Rule("pack", List.of("catalog", "grade"), List.of("org.apache.commons.compress")),
          new Rule("watch", List.of("catalog", "grade", "course", "plot", "worker"), List.of()),
          // web
          new Rule("web.html", List.of("report"), List.of("org.commonmark")),
          new Rule(
              "web.run",
              List.of(
                  "catalog",
                  "compare",
                  "data",
                  "experiment",
                  "grade",
                  "landscape",
                  "lesson",
                  "plot",
                  "report",
                  "watch",
                  "worker"),
              List.of(JACKSON)),
          new Rule(
              "web.page",
              List.of(
                  "catalog",
                  "grade",
                  "landscape",
                  "lesson",
                  "plot",
                  "report",
                  "watch",
                  "web.html",
                  "web.run"),
              List.of(JACKSON)),
          new Rule(
              "web.server",
              List.of("web.page", "web.run"),
              List.of("io.javalin", "jakarta.servlet", "kotlin", "org.eclipse.jetty", "org.slf4j")),
          new Rule(
              "web",
              List.of(
                  "catalog",
                  "compare",
                  "data",
                  "experiment",
                  "landscape",
                  "lesson",
                  "web.html",
                  "web.page",
                  "web.run",
                  "web.server"),
              List.of(JACKSON)),
          // cli
          new Rule("doctor", List.of("machine", "plot"), List.of(DL4J, ND4J, JACKSON)),
          new Rule(
              "cli",
              List.of(
                  "compare",
                  "parity",
                  "lesson",
                  "cluster",
                  "catalog",
                  "grade",
                  "course",
                  "submission",
                  "pack",
                  "watch",
                  "web",
                  "web.page",
                  "web.run",
                  "web.server",
                  "experiment",
                  "data",
                  "worker",
                  "machine",
                  "plot",
                  "report",
                  "doctor"),
              List.of(
                  JACKSON,
                  "picocli",
                  "org.jline",
                  "me.tongfei.progressbar",
                  "com.github.difflib",
                  "org.slf4j")));

  static List<Rule> rules() {
    return RULES;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  @DisplayName("a package uses only what it may")
  void arrows(Rule rule) {
    List<String> allowed =
        new ArrayList<>(List.of(ROOT, rule.path(), "java..", "javax..", NULLNESS));
    rule.ours().forEach(name -> allowed.add(ROOT + "." + name));
    rule.libraries().forEach(library -> allowed.add(library + ".."));
    classes()
        .that()
        .resideInAPackage(rule.path())
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  @DisplayName("every package has its rule")
  void everyPackageHasItsRule() {
    assertEquals(
        RULES.stream().map(Rule::path).collect(Collectors.toCollection(TreeSet::new)),
        packages(),
        "packages of Descent");
  }

  private static Set<String> packages() {
    return CLASSES.stream()
        .map(JavaClass::getPackageName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  @DisplayName("no package uses itself in a circle")
  void noCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  @DisplayName("nothing asks for annotations of null when it runs: they are on no class path then")
  void noAnnotationsOfNull() {
    Set<String> asking =
        CLASSES.stream()
            .filter(
                type ->
                    type.getReferencedClassObjects().stream()
                        .anyMatch(
                            it -> it.getRawType().getPackageName().startsWith("org.jspecify")))
            .map(JavaClass::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), asking);
  }

  @Test
  @DisplayName("of the data, only the batches know ND4J")
  void dataWithoutNd4j() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".data")
        .and()
        .doNotHaveFullyQualifiedName(Batches.class.getName())
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ND4J + "..")
        .check(CLASSES);
  }

  @Test
  @DisplayName("every package is in one room, and says there what it is for")
  void packageInfo() throws IOException {
    for (String name : packages()) {
      Path inRoom = Path.of("main/java", name.replace('.', '/'));
      List<String> rooms =
          ROOMS.stream()
              .filter(room -> Files.isDirectory(Path.of("..", room).resolve(inRoom)))
              .filter(room -> hasClasses(Path.of("..", room).resolve(inRoom)))
              .toList();
      assertEquals(1, rooms.size(), name + " is in " + rooms);
      Path file = Path.of("..", rooms.get(0)).resolve(inRoom).resolve("package-info.java");
      assertTrue(Files.exists(file), file + " is missing");
      try (Stream<String> lines = Files.lines(file)) {
        assertTrue(lines.anyMatch(line -> line.startsWith("/**")), file + " has no Javadoc");
      }
    }
  }

  private static boolean hasClasses(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("tests of a room wait for no change in rooms that it cannot use")
  void noInputs() throws IOException {
    List<String> below = new ArrayList<>(ROOMS);
    below.addAll(List.of("reference", "spark"));
    for (String room : ROOMS.subList(0, ROOMS.size() - 1)) { // cli packs the whole project
      below.remove(room);
      String pom = Files.readString(Path.of("..", room, "pom.xml"));
      Matcher noInputs = NO_INPUTS.matcher(pom);
      assertTrue(noInputs.find(), room);
      Set<String> missing = below.stream().map("src/"::concat).collect(Collectors.toSet());
      missing.removeAll(List.of(noInputs.group(1).split(" ")));
      assertEquals(Set.of(), missing, "descent.no.inputs in src/" + room + "/pom.xml");
    }
  }
}
