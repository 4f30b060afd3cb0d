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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
  private static final String CSV = "org.apache.commons.csv";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /**
   * What a package may use beside itself, the root and the JDK.
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

  private static final List<Rule> RULES =
      List.of(
          new Rule("", List.of(), List.of()),
          new Rule("data", List.of(), List.of(CSV, HASH, ND4J)), // ND4J in one class, see below
          new Rule("plot", List.of(), List.of("org.knowm.xchart")),
          new Rule("report", List.of(), List.of()),
          new Rule("machine", List.of(), List.of("com.sun.management")),
          new Rule("pool", List.of(), List.of(JACKSON, "org.jline.utils", "org.slf4j")),
          new Rule("loss", List.of(), List.of(ND4J)),
          new Rule("updater", List.of(), List.of(DL4J, ND4J, JACKSON)),
          new Rule("schedule", List.of(), List.of(ND4J)),
          new Rule("layer", List.of(), List.of(DL4J, ND4J)),
          new Rule(
              "train",
              List.of("data", "loss", "updater", "schedule", "layer", "pool", "machine"),
              List.of(DL4J, ND4J, "org.bytedeco.openblas", JACKSON, HASH)),
          new Rule(
              "compare",
              List.of("train", "data", "updater", "pool", "plot", "report"),
              List.of(JACKSON, CSV, "org.apache.commons.math3")),
          new Rule(
              "parity",
              List.of("loss", "updater", "schedule", "layer", "train", "pool"),
              List.of(DL4J, ND4J, JACKSON, HASH)),
          new Rule("lesson", List.of("train", "pool", "plot", "report"), List.of(ND4J, JACKSON)),
          new Rule("exercise", List.of(), List.of(DL4J, ND4J, JACKSON, JUNIT)),
          new Rule("progress", List.of("exercise"), List.of(JACKSON)),
          new Rule(
              "grade",
              List.of("exercise", "guard", "vandal", "machine", "pool", "train"),
              List.of(ND4J, JACKSON, JUNIT, "com.sun.source", "org.slf4j")),
          new Rule("guard", List.of(), List.of("org.objectweb.asm")),
          new Rule("vandal", List.of(), List.of("org.objectweb.asm", DL4J, ND4J)),
          new Rule("submission", List.of("exercise"), List.of()),
          new Rule(
              "course",
              List.of(
                  "exercise", "submission", "grade", "pool", "train", "plot", "report", "machine"),
              List.of(JACKSON, CSV, HASH, "org.slf4j")),
          new Rule("pack", List.of("exercise", "grade"), List.of("org.apache.commons.compress")),
          new Rule("doctor", List.of("machine"), List.of(DL4J, ND4J, JACKSON)),
          new Rule(
              "cli",
              List.of(
                  "compare",
                  "parity",
                  "lesson",
                  "exercise",
                  "grade",
                  "course",
                  "submission",
                  "pack",
                  "progress",
                  "train",
                  "data",
                  "updater",
                  "schedule",
                  "pool",
                  "machine",
                  "plot",
                  "report",
                  "doctor"),
              List.of(JACKSON, "picocli", "org.jline", "me.tongfei.progressbar", "org.slf4j")));

  static List<Rule> rules() {
    return RULES;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  @DisplayName("a package uses only what it may")
  void arrows(Rule rule) {
    List<String> allowed = new ArrayList<>(List.of(ROOT, rule.path(), "java..", "javax.."));
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
  @DisplayName("every package says what it is for")
  void packageInfo() throws IOException {
    for (String name : packages()) {
      Path file = Path.of("main/java", name.replace('.', '/'), "package-info.java");
      assertTrue(Files.exists(file), file + " is missing");
      try (Stream<String> lines = Files.lines(file)) {
        assertTrue(lines.anyMatch(line -> line.startsWith("/**")), file + " has no Javadoc");
      }
    }
  }
}
