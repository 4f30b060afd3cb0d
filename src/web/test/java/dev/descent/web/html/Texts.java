package dev.descent.web.html;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** The project's own texts, and what a reader sees of a piece of HTML. */
final class Texts {
  private static final Path PROJECT = Path.of("../..");

  private Texts() {}

  static List<Path> lessons() throws IOException {
    return files("lessons/src/main/java", path -> path.endsWith("README.md"));
  }

  static List<Path> starts() throws IOException {
    return files("exercises/starts", path -> path.toString().endsWith(".java"));
  }

  static List<Path> files(String folder, Predicate<Path> which) throws IOException {
    try (Stream<Path> all = Files.walk(PROJECT.resolve(folder))) {
      return all.filter(which).filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The text of a piece, which must be well-formed, without annotations of formulas. */
  static String visible(Html piece) throws Exception {
    var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    parser.setErrorHandler(null); // throws, and prints nothing
    return visible(parser.parse(new InputSource(new StringReader("<html>" + piece + "</html>"))));
  }

  private static String visible(Node node) {
    if (node.getNodeName().equals("annotation")) {
      return "";
    }
    if (node.getNodeType() == Node.TEXT_NODE) {
      return node.getNodeValue();
    }
    StringBuilder text = new StringBuilder();
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      text.append(visible(child));
    }
    return text.toString();
  }
}
