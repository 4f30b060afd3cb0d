package dev.descent.web.page;

import dev.descent.web.html.Html;
import java.nio.file.Path;

/** The way from a page to an editor: VS Code opens such links, where it is installed. */
final class Editor {
  private Editor() {}

  /** A link to a file. */
  static Html link(Path file, String text) {
    return Html.link("vscode://file" + file.toAbsolutePath().toUri().getRawPath(), text);
  }

  /** A link to a line of a file, from 1. */
  static Html link(Path file, int line, String text) {
    return Html.link(
        "vscode://file" + file.toAbsolutePath().toUri().getRawPath() + ":" + line, text);
  }
}
