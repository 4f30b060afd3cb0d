package dev.descent.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.catalog.Exercises;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JUnitXmlTest {
  @TempDir Path dir;
  private Exercises exercises;

  @BeforeEach
  void load() throws IOException {
    exercises = SampleClass.exercises(dir);
  }

  /** Reads the file, which must follow the schema. */
  private Element read(StudentGrade student) throws Exception {
    String xml = JUnitXml.of(student, exercises);
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(JUnitXmlTest.class.getResource("junit.xsd"))
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement();
  }

  private static List<Element> all(Element root, String name) {
    NodeList found = root.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static void assertCounts(Element suite, String tests, String failures, String skipped) {
    assertEquals(tests, suite.getAttribute("tests"));
    assertEquals(failures, suite.getAttribute("failures"));
    assertEquals(skipped, suite.getAttribute("skipped"));
  }

  @Test
  void aSuiteForEachExerciseAndACaseForEachTest() throws Exception {
    Element root = read(SampleClass.wrong());
    assertCounts(root, "3", "3", "0");
    assertEquals("2.250", root.getAttribute("time"));
    Element first = all(root, "testsuite").get(0);
    String suite = CourseFiles.folder("bob") + ".ex01step";
    assertEquals(suite, first.getAttribute("name"));
    Element test = all(first, "testcase").get(0);
    assertEquals("what must hold: moves", test.getAttribute("name"));
    assertEquals(suite + ".StepTest", test.getAttribute("classname"));
    Element failure = all(test, "failure").get(0);
    assertEquals("p is wrong", failure.getAttribute("message"));
    assertEquals(
        "p is wrong\n  expected  1\n  found     2\n→ Your step goes uphill: p.subi(g).\nat Step.java:7",
        failure.getTextContent());
    List<Element> properties = all(first, "property");
    assertEquals("student", properties.get(0).getAttribute("name"));
    assertEquals("Bob", properties.get(0).getAttribute("value"));
    assertTrue(
        properties.stream()
            .anyMatch(
                property ->
                    property.getAttribute("name").equals("seed")
                        && property.getAttribute("value").equals("42")));
    Element good = read(SampleClass.good());
    assertCounts(good, "3", "0", "0");
    assertEquals("loss 0.5", all(good, "system-out").get(0).getTextContent());
  }

  @Test
  void whatIsNotThereIsSkippedAndWhatDoesNotCompileFails() throws Exception {
    Element root = read(SampleClass.missing());
    assertCounts(root, "2", "1", "1");
    Element skipped = all(root, "skipped").get(0);
    assertEquals("not handed in", skipped.getAttribute("message"));
    Element failure = all(root, "failure").get(0);
    assertEquals("does not compile", failure.getAttribute("message"));
    assertEquals("does not compile\nTrain.java:3: ';' expected", failure.getTextContent());
    assertCounts(read(SampleClass.untouched()), "2", "0", "2");
  }

  @Test
  void hostileTextIsTextAndXml() throws Exception {
    Element root = read(SampleClass.hostile());
    Element failure = all(root, "failure").get(0);
    assertTrue(
        failure.getTextContent().contains("<script>alert(1)</script>"), failure.getTextContent());
    assertTrue(failure.getTextContent().contains("]]>"), failure.getTextContent());
    assertFalse(failure.getTextContent().contains("\u001B"), "control characters");
    assertTrue(all(root, "system-out").get(0).getTextContent().endsWith("… and more"));
    assertTrue(root.getAttribute("name").startsWith("=cmd|"), root.getAttribute("name"));
  }

  @Test
  void sameGradesSameBytesAndNoTwoStudentsTheSameNames() {
    for (StudentGrade student : SampleClass.all()) {
      assertEquals(JUnitXml.of(student, exercises), JUnitXml.of(student, exercises));
    }
    assertNotEquals(CourseFiles.folder("a b"), CourseFiles.folder("a-b"));
  }
}
