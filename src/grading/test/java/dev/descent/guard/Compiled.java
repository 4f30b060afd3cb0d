package dev.descent.guard;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Sources compiled as the grader compiles them, each alone. */
final class Compiled {
  /** What all exercises together may use of the kit. */
  static final List<String> WHOLE_KIT =
      Stream.of(
              "",
              ".data",
              ".layer",
              ".loss",
              ".plot",
              ".report",
              ".schedule",
              ".technique",
              ".updater")
          .map(name -> "dev.descent" + name + ".*")
          .toList();

  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  /** Shared, or each source would open every library again; for one thread at a time. */
  private static final StandardJavaFileManager FILES =
      JAVAC.getStandardFileManager(null, null, null);

  private Compiled() {}

  /** The classes of a file, by path. */
  static Map<String, byte[]> compile(Path source, Path folder) {
    return compile(FILES.getJavaFileObjects(source).iterator().next(), folder);
  }

  /** The classes of members of the class Answer, whose second line is their first. */
  static Map<String, byte[]> compile(String members, Path folder) {
    String imports =
        """
        package dev.descent.exercises.ex01step; import java.awt.*; import java.awt.image.BufferedImage; \
        import java.io.IOException; import java.nio.file.Files; import java.nio.file.Path; \
        import java.util.*; import java.util.List; import javax.imageio.ImageIO; \
        import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator; \
        import org.deeplearning4j.nn.api.Model; import org.deeplearning4j.nn.conf.*; \
        import org.deeplearning4j.nn.conf.layers.*; import org.deeplearning4j.nn.weights.WeightInit; \
        import org.deeplearning4j.nn.multilayer.MultiLayerNetwork; \
        import org.deeplearning4j.optimize.api.BaseTrainingListener; \
        import org.deeplearning4j.util.ModelSerializer; \
        import org.nd4j.evaluation.classification.Evaluation; \
        import org.nd4j.linalg.activations.Activation; import org.nd4j.linalg.api.buffer.DataType; \
        import org.nd4j.linalg.api.ndarray.INDArray; import org.nd4j.linalg.dataset.DataSet; \
        import org.nd4j.linalg.dataset.api.iterator.DataSetIterator; \
        import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize; \
        import org.nd4j.linalg.factory.Nd4j; import org.nd4j.linalg.indexing.*; \
        import org.nd4j.linalg.indexing.conditions.Conditions; \
        import org.nd4j.linalg.lossfunctions.LossFunctions; \
        import org.nd4j.linalg.ops.transforms.Transforms; import org.nd4j.linalg.schedule.ISchedule; \
        public class Answer {
        """;
    URI name = URI.create("string:///dev/descent/exercises/ex01step/Answer.java");
    return compile(
        new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignored) {
            return imports + members + "}\n";
          }
        },
        folder);
  }

  private static synchronized Map<String, byte[]> compile(JavaFileObject source, Path folder) {
    try {
      Path classes = Files.createTempDirectory(folder, "classes");
      List<String> options =
          List.of(
              "-d",
              classes.toString(),
              "-cp",
              System.getProperty("java.class.path"),
              "-sourcepath",
              classes.toString(),
              "-proc:none",
              "-implicit:none",
              "-nowarn",
              "-g",
              "-XDrawDiagnostics");
      StringWriter said = new StringWriter();
      assertTrue(
          JAVAC.getTask(said, FILES, null, options, null, List.of(source)).call(),
          () -> source.getName() + " does not compile:\n" + said);
      Map<String, byte[]> read = new TreeMap<>();
      try (Stream<Path> files = Files.walk(classes)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          read.put(
              classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
