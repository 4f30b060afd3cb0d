package dev.descent.lessons;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules for the layout of the lessons' code. */
class LessonsArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.descent.lessons");

  @Test
  @DisplayName("a lesson knows nothing of commands, and nothing of what checks the kit itself")
  void arrows() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.descent.cli", "dev.descent.doctor", "dev.descent.parity")
        .check(CLASSES);
  }

  @Test
  @DisplayName("a lesson uses no other lesson")
  void apart() {
    slices().matching("dev.descent.lessons.(*)..").should().notDependOnEachOther().check(CLASSES);
  }

  @Test
  @DisplayName("a file is read in one sitting, and every package says what it is for")
  void files() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
      for (Path file : all.filter(path -> path.toString().endsWith(".java")).toList()) {
        long lines =
            Files.readAllLines(file).stream().filter(line -> !line.startsWith("import ")).count();
        assertTrue(lines <= 150, file + " has " + lines + " lines without its imports");
        assertTrue(Files.exists(file.resolveSibling("package-info.java")), "beside " + file);
      }
    }
  }
}
