package dev.descent.web.page;

import dev.descent.web.html.Html;
import java.nio.file.Path;

/** The way from a page to an editor. */
final class Editor {
  private Editor() {}

  /** A link that VS Code opens a file at, where it is installed. */
  static Html link(Path file, String text) {
    String path = file.toAbsolutePath().toUri().getRawPath();
    return Html.link("vscode://file" + path, text);
  }
}
