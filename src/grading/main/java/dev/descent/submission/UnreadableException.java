package dev.descent.submission;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipException;

/** A file of a submission is not read; the message says why in words that follow its name. */
final class UnreadableException extends IOException {
  private static final long serialVersionUID = 1;

  UnreadableException(String words) {
    super(words);
  }

  /** The words for whatever kept a file from being read. No name of a file is in them. */
  static String words(IOException e) {
    return isDamage(e) ? "is damaged in the archive" : reason(e);
  }

  /** The words for whatever kept an archive itself from being read. */
  static String archiveWords(IOException e) {
    return isDamage(e) ? "is damaged" : reason(e);
  }

  private static boolean isDamage(IOException e) {
    return e instanceof EOFException || e instanceof ZipException;
  }

  private static String reason(IOException e) {
    if (e instanceof UnreadableException) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof NoSuchFileException) {
      return "was there, and was gone when it was to be read";
    }
    if (e instanceof AccessDeniedException) {
      return "must be readable, and is not";
    }
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return "cannot be read (" + Names.shown(String.valueOf(reason)) + ")";
  }
}
