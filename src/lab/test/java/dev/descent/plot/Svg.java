package dev.descent.plot;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
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
}
