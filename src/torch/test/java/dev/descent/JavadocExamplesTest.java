package dev.descent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The example in the Javadoc of every public class. It compiles, it runs, and a comment at the end
 * of a line is the value of the expression there, numbers rounded to six digits: {@code
 * loss.elements(y, a); // [[0, 9]]}. A comment that explains has a line of its own.
 */
class JavadocExamplesTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("<pre>\\{@code\n(.*?)\n *}</pre>", Pattern.DOTALL);
  private static final Pattern LINE_WITH_VALUE =
      Pattern.compile("( *)(?:([\\w<>]+ (\\w+) = .*);|(\\S.*);) // (.*)");
  private static final MathContext SIX_DIGITS = new MathContext(6);

  private static final String IMPORTS =
      """
      import dev.descent.layer.*;
      import dev.descent.loss.*;
      import dev.descent.schedule.*;
      import dev.descent.technique.*;
      import dev.descent.updater.*;
      import java.util.*;
      import org.deeplearning4j.earlystopping.*;
      import org.deeplearning4j.earlystopping.saver.*;
      import org.deeplearning4j.earlystopping.termination.*;
      import org.deeplearning4j.nn.conf.*;
      import org.deeplearning4j.nn.conf.layers.*;
      import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
      import org.deeplearning4j.nn.weights.WeightInit;
      import org.nd4j.linalg.activations.Activation;
      import org.nd4j.linalg.activations.impl.*;
      import org.nd4j.linalg.api.ndarray.INDArray;
      import org.nd4j.linalg.dataset.DataSet;
      import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
      import org.nd4j.linalg.factory.Nd4j;
      import org.nd4j.linalg.schedule.*;
      """;

  @TempDir static Path folder;

  @TestFactory
  @DisplayName("each public class has one example, which says what it gives")
  Stream<DynamicTest> examples() throws Exception {
    Map<String, String> comments = comments();
    for (var comment : comments.entrySet()) {
      String name = comment.getKey() + "Example";
      Files.writeString(
          folder.resolve(name + ".java"), program(name, example(comment.getValue(), name)));
    }
    OwnProject.compile(folder);
    URL[] classes = {folder.toUri().toURL()};
    ClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader());
    return comments.keySet().stream()
        .map(name -> dynamicTest(name, () -> run(loader.loadClass(name + "Example"))));
  }

  private static void run(Class<?> example) throws Throwable {
    BiConsumer<Object, String> check =
        (value, comment) -> assertEquals(comment, text(value), example.getSimpleName());
    try {
      example.getMethod("run", BiConsumer.class).invoke(null, check);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Returns the Javadoc of every public top-level class, by its simple name. */
  private static Map<String, String> comments() throws Exception {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of("main/java"))) {
      sources = files.filter(file -> file.toString().endsWith(".java")).toList();
    }
    Map<String, String> comments = new TreeMap<>();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjectsFromPaths(sources);
      var task = (JavacTask) compiler.getTask(null, files, null, null, null, units);
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        for (var type : unit.getTypeDecls()) {
          if (type instanceof ClassTree tree
              && tree.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
            String comment = docs.getDocComment(TreePath.getPath(unit, tree));
            comments.put(tree.getSimpleName().toString(), String.valueOf(comment));
          }
        }
      }
    }
    assertTrue(comments.containsKey("MSELoss"), comments.keySet().toString());
    return comments;
  }

  private static String example(String comment, String name) {
    List<String> examples = EXAMPLE.matcher(comment).results().map(r -> r.group(1)).toList();
    assertEquals(1, examples.size(), "examples for " + name);
    assertTrue(examples.get(0).lines().anyMatch(JavadocExamplesTest::isShown), name);
    return examples.get(0);
  }

  private static boolean isShown(String line) {
    return line.contains("//") && !line.strip().startsWith("//");
  }

  private static String program(String name, String example) {
    return IMPORTS
        + "public class %s {\n".formatted(name)
        + "public static void run(java.util.function.BiConsumer<Object, String> check) {\n"
        + example.lines().map(JavadocExamplesTest::statement).collect(Collectors.joining("\n"))
        + "\n}\n}\n";
  }

  /** Returns a line of an example, with a call that compares its value where the line tells it. */
  private static String statement(String line) {
    if (!isShown(line)) {
      return line;
    }
    Matcher parts = LINE_WITH_VALUE.matcher(line);
    assertTrue(parts.matches(), "a comment at the end of a line must be its value: " + line);
    boolean isVariable = parts.group(2) != null;
    String value = parts.group(isVariable ? 3 : 4);
    String comment = parts.group(5).replace("\\", "\\\\").replace("\"", "\\\"");
    return (isVariable ? parts.group(2) + "; " : "")
        + "check.accept(%s, \"%s\");".formatted(value, comment);
  }

  private static String text(Object value) {
    if (value instanceof INDArray array) {
      return array.rank() == 0
          ? text(array.getDouble())
          : LongStream.range(0, array.size(0))
              .mapToObj(i -> text(array.slice(i)))
              .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return new BigDecimal(number).round(SIX_DIGITS).stripTrailingZeros().toPlainString();
    }
    return String.valueOf(value);
  }
}
