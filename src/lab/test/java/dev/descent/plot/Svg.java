package dev.descent.plot;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The drawing in a figure's SVG. */
final class Svg {
  private Svg() {}

  static Document parse(Figure figure) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(figure.svg()));
    } catch (Exception e) {
      throw new AssertionError("not well-formed", e);
    }
  }

  /** The elements with this tag whose style contains the text. */
  static List<Element> elements(Figure figure, String tag, String style) {
    List<Element> found = new ArrayList<>();
    NodeList all = parse(figure).getElementsByTagName(tag);
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (element.getAttribute("style").contains(style)) {
        found.add(element);
      }
    }
    return found;
  }

  /** The x (0) or y (1) of each corner of a path, in units of the whole drawing. */
  static double[] places(Element path, int which) {
    double[] all =
        Arrays.stream(path.getAttribute("d").replaceAll("[A-Za-z]", " ").strip().split("[ ,]+"))
            .mapToDouble(Double::parseDouble)
            .toArray();
    double moved = 0;
    for (Node node = path; node instanceof Element element; node = node.getParentNode()) {
      String transform = element.getAttribute("transform");
      if (!transform.isEmpty()) {
        Matcher translate =
            Pattern.compile("translate\\(([-0-9.]+)[ ,]+([-0-9.]+)\\)").matcher(transform);
        if (!translate.matches()) {
          throw new AssertionError("not a translation: " + transform);
        }
        moved += Double.parseDouble(translate.group(1 + which));
      }
    }
    double offset = moved;
    return IntStream.range(0, all.length / 2)
        .mapToDouble(i -> all[2 * i + which] + offset)
        .toArray();
  }
}
