package dev.descent.web.html;

import java.util.function.Function;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/** The links and images of a text in Markdown, led to where they are on the page, or taken out. */
final class MarkdownLinks extends AbstractVisitor {
  private static final Pattern WEB = Pattern.compile("(?i)(?:https?|mailto):[^\\s\\p{Cntrl}]+");

  /** Browsers drop tabs and line breaks from an address, so that one could hide a scheme. */
  private static final Pattern RELATIVE =
      Pattern.compile("(?!//)[^:/?#\\s\\p{Cntrl}\\\\]*+(?:[/?#][^\\s\\p{Cntrl}\\\\]*+)?");

  private final Function<String, String> links;

  MarkdownLinks(Function<String, String> links) {
    this.links = links;
  }

  @Override
  public void visit(Link link) {
    visitChildren(link);
    String address = address(link.getDestination());
    if (address.isEmpty()) {
      for (Node child = link.getFirstChild(); child != null; child = link.getFirstChild()) {
        link.insertBefore(child);
      }
      link.unlink();
    } else {
      link.setDestination(address);
    }
  }

  @Override
  public void visit(Image image) {
    String address = address(image.getDestination());
    if (address.isEmpty()) {
      image.unlink();
    } else {
      image.setDestination(address);
    }
  }

  private String address(String destination) {
    if (destination.startsWith("#") || WEB.matcher(destination).matches()) {
      return destination;
    }
    String address = RELATIVE.matcher(destination).matches() ? links.apply(destination) : "";
    return isSafe(address) ? address : "";
  }

  private static boolean isSafe(String address) {
    return RELATIVE.matcher(address).matches() || WEB.matcher(address).matches();
  }
}
