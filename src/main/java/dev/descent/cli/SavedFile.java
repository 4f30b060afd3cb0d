package dev.descent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file that somebody edits. Editors write in place, or write another file and rename it; some do
 * so in several steps. Looking at it again and again finds all of these, on every file system.
 */
final class SavedFile {
  private final Path file;
  private String known;
  private String last;

  SavedFile(Path file) {
    this.file = file;
    known = look();
    last = known;
  }

  /** Whether it was saved since the last time this said so, and nobody is still writing. */
  boolean isSaved() {
    String now = look();
    boolean quiet = now.equals(last);
    last = now;
    if (!quiet || now.equals(known)) {
      return false;
    }
    known = now;
    return !now.isEmpty(); // gone for a moment, between an editor's two steps
  }

  private String look() {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return found.lastModifiedTime() + " " + found.size() + " " + found.fileKey();
    } catch (IOException e) {
      return "";
    }
  }
}
