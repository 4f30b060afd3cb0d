package dev.descent.course;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.AtomicFile;
import dev.descent.BadInputException;
import dev.descent.catalog.Exercises;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The files that are written of a class: {@code grades.csv} and {@code class.html}, and in {@code
 * students/<folder>/} those about one student. The same grades give the same bytes.
 */
public final class CourseFiles {
  private static final int WORDS = 40;
  private static final int DIGITS = 16;
  private static final String GRADE = "grade.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private CourseFiles() {}

  /**
   * The name of a student's folder: the words of the submission's name as far as they are plain,
   * and digits that no other submission has, whatever somebody calls theirs.
   *
   * @param from see {@link dev.descent.submission.HandIn#from}
   */
  public static String folder(String from) {
    String words =
        Normalizer.normalize(from, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    words = words.substring(0, Math.min(WORDS, words.length())).replaceAll("^-|-$", "");
    return (words.isEmpty() ? "student" : words)
        + "-"
        + DigestUtils.sha256Hex(from.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }

  /** The path of a student's page from the folder of the class. */
  static String page(StudentGrade student) {
    return "students/" + folder(student.from()) + "/feedback.html";
  }

  /**
   * Writes the files about one student: {@code grade.json}, which {@link #readGrade} reads, {@code
   * feedback.html}, {@code feedback.md} with its figures, {@code TEST-descent.xml} for CI systems,
   * and {@code results.json} for Gradescope.
   *
   * @param out the folder of the class
   * @return the student's folder
   * @throws BadInputException when a file cannot be written
   */
  public static Path writeStudent(StudentGrade student, Exercises exercises, Path out) {
    Path folder = folder(student.from(), out);
    write(folder.resolve(GRADE), json(student));
    deleteFigures(folder); // an earlier submission may have had others
    new FeedbackPage(student, exercises).write(folder);
    write(folder.resolve("TEST-descent.xml"), JUnitXml.of(student, exercises));
    write(folder.resolve("results.json"), GradescopeResults.of(student, exercises));
    return folder;
  }

  /**
   * Makes the folder of all students: a part of a class may have none, and is merged like others.
   */
  public static void makeStudents(Path out) {
    try {
      Files.createDirectories(out.resolve("students"));
    } catch (IOException e) {
      throw new BadInputException(out + ": no folder can be made in it (" + e + ")", e);
    }
  }

  /** The grade in a student's folder, if there is one that this version of the kit can read. */
  static Optional<StudentGrade> readGrade(String from, Path out) {
    Path file = folder(from, out).resolve(GRADE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), StudentGrade.class));
    } catch (IOException e) {
      return Optional.empty(); // not ours, or of another version
    }
  }

  private static String json(StudentGrade student) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(student);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // it is made of numbers and words
    }
  }

  private static Path folder(String from, Path out) {
    return out.resolve("students").resolve(folder(from));
  }

  /**
   * Writes the files about the whole class: {@code grades.csv} and {@code class.html}.
   *
   * @param out the folder of the class
   * @return the page
   * @throws BadInputException when a file cannot be written
   */
  public static Path writeClass(List<StudentGrade> students, Exercises exercises, Path out) {
    write(out.resolve("grades.csv"), GradesCsv.of(students, exercises));
    return ClassPage.of(students, exercises).write(out.resolve("class.html"));
  }

  private static void write(Path file, String text) {
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void deleteFigures(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> figures = Files.newDirectoryStream(folder, "ex*.png")) {
      for (Path figure : figures) {
        Files.delete(figure);
      }
    } catch (IOException e) {
      throw new BadInputException(folder + ": old figures cannot be deleted (" + e + ")", e);
    }
  }
}
