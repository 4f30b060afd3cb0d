package dev.descent.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file that somebody edits. Editors write in place, or write another file and rename it; some do
 * so in several steps. Looking at it again and again finds all of these, on every file system.
 */
final class SavedFile {
  /** So often it may be gone, between an editor's two steps. */
  static final int LOOKS_WITHOUT = 10;

  private final Path file;
  private String known;
  private String last;
  private int quiet;

  SavedFile(Path file) {
    this.file = file;
    known = look();
    last = known;
  }

  /**
   * Tells whether it was saved or deleted since the last time this said so, and nobody still
   * writes.
   */
  boolean isSaved() {
    String now = look();
    quiet = now.equals(last) ? quiet + 1 : 0;
    last = now;
    if (now.equals(known) || quiet < (now.isEmpty() ? LOOKS_WITHOUT : 1)) {
      return false;
    }
    known = now;
    return true;
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
