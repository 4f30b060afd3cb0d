package dev.descent.course;

import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.Grade;
import dev.descent.grade.TestGrade;
import dev.descent.report.SafeText;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A student's grades as JUnit XML, which Jenkins, GitLab and others read. An exercise is a suite, a
 * graded test is a case. What is wrong, or does not compile, is a failure; what is not there to be
 * judged (not handed in, a TODO, a test that needs another) is skipped.
 *
 * <p>CI systems merge suites and cases of the same name, so each name begins with the student's
 * folder.
 */
public final class JUnitXml {
  private static final String FAILURE = "failure";
  private static final String SKIPPED = "skipped";

  /**
   * A case.
   *
   * @param kind failure or skipped; empty if it passed
   * @param type of the failure; empty if it is none
   */
  private record Case(String name, String kind, String type, String message, String text) {
    static Case passed(String name) {
      return new Case(name, "", "", "", "");
    }

    static Case failed(String name, String type, String message, String text) {
      return new Case(name, FAILURE, type, message, text);
    }

    static Case skipped(String name, String message, String text) {
      return new Case(name, SKIPPED, "", message, text);
    }
  }

  private record Suite(Exercise exercise, Grade grade, List<Case> cases) {}

  private final XMLStreamWriter xml;
  private int depth;

  private JUnitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** The text of the file. */
  public static String of(StudentGrade student, Exercises exercises) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      new JUnitXml(xml).student(student, exercises);
      xml.writeEndDocument();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // writing to memory
    }
    return text + "\n";
  }

  private void student(StudentGrade student, Exercises exercises) throws XMLStreamException {
    List<Suite> suites = new ArrayList<>();
    for (Grade grade : student.grades()) {
      Exercise exercise = exercises.get(grade.exercise());
      suites.add(new Suite(exercise, grade, cases(exercises, exercise, grade)));
    }
    begin("testsuites", "name", ReportText.name(student));
    counts(suites.stream().flatMap(suite -> suite.cases().stream()).toList());
    xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", student.seconds()));
    for (Suite suite : suites) {
      String name = CourseFiles.folder(student.from()) + "." + suite.exercise().id();
      begin("testsuite", "name", name);
      counts(suite.cases());
      properties(student, suite.exercise(), suite.grade());
      for (Case test : suite.cases()) {
        write(test, name + "." + suite.exercise().type() + "Test");
      }
      String output = ReportText.output(suite.grade());
      if (!output.isEmpty()) {
        leaf("system-out", output);
      }
      end();
    }
    end();
  }

  private void counts(List<Case> cases) throws XMLStreamException {
    xml.writeAttribute("tests", Integer.toString(cases.size()));
    xml.writeAttribute("failures", count(cases, FAILURE));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", count(cases, SKIPPED));
  }

  private static String count(List<Case> cases, String kind) {
    return Long.toString(cases.stream().filter(test -> kind.equals(test.kind())).count());
  }

  private void properties(StudentGrade student, Exercise exercise, Grade grade)
      throws XMLStreamException {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("student", student.student());
    values.putAll(ReportText.submission(student));
    values.put("points", grade.points() + " of " + exercise.points());
    values.putAll(ReportText.settings(student.with()));
    begin("properties");
    for (var value : values.entrySet()) {
      leaf("property", "", "name", value.getKey(), "value", value.getValue());
    }
    end();
  }

  private static List<Case> cases(Exercises exercises, Exercise exercise, Grade grade) {
    if (!grade.graded()) {
      String state = ReportText.state(grade);
      String problem = ReportText.problem(grade);
      return List.of(
          grade.handedIn()
              ? Case.failed(exercise.title(), "NoTestCouldRun", state, problem)
              : Case.skipped(exercise.title(), state, problem));
    }
    List<Case> cases = new ArrayList<>();
    for (TestGrade test : grade.tests()) {
      String text = ReportText.explanation(exercises, exercise, test);
      String first = text.lines().findFirst().orElse("");
      cases.add(
          switch (test.state()) {
            case PASSED -> Case.passed(test.sentence());
            case FAILED -> Case.failed(test.sentence(), "CheckFailure", first, text);
            case TODO, NOT_CHECKED -> Case.skipped(test.sentence(), first, text);
          });
    }
    return cases;
  }

  private void write(Case test, String className) throws XMLStreamException {
    String[] attributes = {"name", test.name(), "classname", className};
    if (test.kind().isEmpty()) {
      leaf("testcase", "", attributes);
      return;
    }
    begin("testcase", attributes);
    if (test.kind().equals(FAILURE)) {
      leaf(test.kind(), test.text(), "message", test.message(), "type", test.type());
    } else {
      leaf(test.kind(), test.text(), "message", test.message());
    }
    end();
  }

  private void begin(String name, String... attributes) throws XMLStreamException {
    newLine(depth++);
    xml.writeStartElement(name);
    write(attributes);
  }

  private void end() throws XMLStreamException {
    newLine(--depth);
    xml.writeEndElement();
  }

  private void leaf(String name, String text, String... attributes) throws XMLStreamException {
    newLine(depth);
    if (text.isEmpty()) {
      xml.writeEmptyElement(name);
      write(attributes);
    } else {
      xml.writeStartElement(name);
      write(attributes);
      xml.writeCharacters(SafeText.of(text));
      xml.writeEndElement();
    }
  }

  private void newLine(int indent) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(indent));
  }

  private void write(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], SafeText.line(attributes[i + 1]));
    }
  }
}
