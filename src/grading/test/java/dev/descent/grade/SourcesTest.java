package dev.descent.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SourcesTest {
  private static String problem(String text) {
    Sources sources = Sources.of(List.of(new Sources.Text("A.java", text)), Sources.Debug.ALL);
    return sources.compile("p.A").orElse("");
  }

  @Test
  @DisplayName("a cause is told once, with the other lines that it breaks")
  void causes() {
    String problem =
        problem(
            """
            package p;
            class A {
              INDArray a;
              Object b = Nd4j.create(1);
              INDArray c(INDArray x) { return x; }
              Object d = Nd4j.create(2);
              int e = "one";
            }
            """);
    assertEquals(
        """
        does not compile
        A.java:3: cannot find symbol
          symbol:   class INDArray
          location: class p.A
            INDArray a;
            → import org.nd4j.linalg.api.ndarray.INDArray;
            the same in line 5
        A.java:4: cannot find symbol
          symbol:   variable Nd4j
          location: class p.A
            Object b = Nd4j.create(1);
            → import org.nd4j.linalg.factory.Nd4j;
            the same in line 6
        A.java:7: incompatible types: java.lang.String cannot be converted to int
            int e = "one";\
        """,
        problem);
  }

  @Test
  @DisplayName("many causes and many lines are cut, the first ones are there")
  void cut() {
    StringBuilder text = new StringBuilder("package p;\nclass A {\n");
    for (int i = 0; i < 7; i++) {
      text.append("  Missing" + i + " a" + i + ";\n");
    }
    for (int i = 0; i < 12; i++) {
      text.append("  Missing0 b" + i + ";\n");
    }
    String problem = problem(text + "}\n");
    assertTrue(
        problem.contains(
            "    the same in lines 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, …\nA.java:4: "),
        problem);
    assertTrue(problem.endsWith("    Missing4 a4;\n… and 2 more"), problem);
  }
}
