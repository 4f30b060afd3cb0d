package dev.descent.submission;

import dev.descent.submission.SubmittedFile.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * All files of a submission, found without following a link, opening a pipe or unpacking an
 * archive, in folders, in archives, and in the archives in those, but no deeper.
 */
final class SubmittedFiles {
  /** All archives in an archive together may have so many bytes, as they are held in memory. */
  private static final int MOST_HELD = 50 * ReadBudget.MB;

  private final ReadBudget limits;
  private final Notes notes;
  private final List<SubmittedFile> files = new ArrayList<>();
  private int held;

  private record Folder(Path place, String path, int depth) {}

  SubmittedFiles(ReadBudget limits, Notes notes) {
    this.limits = limits;
    this.notes = notes;
  }

  /** The files that were found. */
  List<SubmittedFile> all() {
    return files;
  }

  /**
   * Looks for those in an entry of a class.
   *
   * @param below goes before the paths of what is in a folder or an archive
   */
  void find(Entry entry, String below) {
    int before = files.size();
    String name = entry.named().file();
    if (entry.problem() != null) {
      notes.add(name, entry.problem());
    } else if (entry.kind() == Kind.FOLDER) {
      findInFolder(entry.place(), below);
    } else if (entry.kind() != Kind.FILE) {
      notes.add(name, entry.kind().untouched);
    } else if (Archives.isArchive(entry.place().getFileName().toString())) {
      findInArchive(entry.place(), entry.from(), below);
    } else {
      files.add(
          new SubmittedFile(
              name, Kind.FILE, time(entry.place()), most -> content(entry.place(), most)));
    }
    long attempt = entry.named().time();
    // Of several entries the platform knows better than a student's computer which is newer.
    if (attempt != SubmittedFile.NO_TIME && !below.isEmpty()) {
      files.subList(before, files.size()).replaceAll(file -> file.at(attempt));
    }
  }

  /** Looks for those in a folder. */
  void findInFolder(Path folder, String below) {
    Deque<Folder> open = new ArrayDeque<>(List.of(new Folder(folder, below, 0)));
    // The shallow ones first: they are taken where there are too many.
    while (!open.isEmpty() && limits.reached() == null) {
      look(open.remove(), open);
    }
  }

  private void findInArchive(Path archive, String name, String below) {
    for (SubmittedFile file : entries(name, below, ArchiveBytes.of(archive))) {
      if (file.kind() == Kind.FILE && Archives.isArchive(file.name())) {
        try {
          byte[] bytes = file.read(MOST_HELD);
          held += bytes.length;
          if (held > MOST_HELD) {
            throw new UnreadableException(
                "is not read: archives in archives must be smaller than 50 MB");
          }
          archive(file.path(), ArchiveBytes.of(bytes));
        } catch (IOException e) {
          notes.add(file.path(), UnreadableException.words(e));
        }
      } else {
        files.add(file);
      }
    }
  }

  private void archive(String path, ArchiveBytes bytes) {
    for (SubmittedFile file : entries(path, path + "/", bytes)) {
      if (file.kind() == Kind.FILE && Archives.isArchive(file.name())) {
        notes.add(file.path(), "is an archive in an archive in an archive, and is not read");
      } else {
        files.add(file);
      }
    }
  }

  private List<SubmittedFile> entries(String path, String below, ArchiveBytes bytes) {
    try {
      return Archives.files(path, below, bytes, limits, notes);
    } catch (IOException e) {
      notes.add(path, UnreadableException.archiveWords(e));
      return List.of();
    }
  }

  private void look(Folder folder, Deque<Folder> open) {
    try {
      for (Path child : children(folder.place())) {
        if (!limits.visit()) {
          return;
        }
        String name = child.getFileName().toString();
        look(new Folder(child, folder.path() + name, folder.depth() + 1), name, open);
      }
    } catch (IOException e) {
      notes.add(folder.depth() == 0 ? "the folder" : folder.path(), UnreadableException.words(e));
    }
  }

  private void look(Folder child, String name, Deque<Folder> open) {
    Kind kind;
    try {
      kind = kind(child.place());
    } catch (IOException e) {
      notes.add(child.path(), UnreadableException.words(e));
      return;
    }
    if (kind == Kind.FILE && Archives.isArchive(name)) {
      findInArchive(child.place(), child.path(), child.path() + "/");
      return;
    }
    files.add(
        new SubmittedFile(
            child.path(), kind, time(child.place()), most -> content(child.place(), most)));
    if (kind == Kind.FOLDER && child.depth() > SubmittedFile.DEEPEST) {
      notes.add(
          child.path(),
          "is in more than " + SubmittedFile.DEEPEST + " folders, and is not looked into");
    } else if (kind == Kind.FOLDER) {
      open.add(new Folder(child.place(), child.path() + "/", child.depth()));
    }
  }

  /** The kind of thing at a place; a link is a link, whatever it leads to. */
  static Kind kind(Path place) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (found.isSymbolicLink()) {
      return Kind.LINK;
    }
    if (found.isDirectory()) {
      return Kind.FOLDER;
    }
    return found.isRegularFile() ? Kind.FILE : Kind.OTHER;
  }

  private static long time(Path place) {
    try {
      return Files.getLastModifiedTime(place, LinkOption.NOFOLLOW_LINKS).toMillis();
    } catch (IOException e) {
      return SubmittedFile.NO_TIME; // reading it will say why
    }
  }

  /** The files in a folder in the order of their names; not many more than may be looked at. */
  private List<Path> children(Path folder) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path child : stream) {
        if (!Names.isByProgram(child.getFileName().toString())) {
          children.add(child);
        }
        if (children.size() > limits.filesLeft()) {
          break;
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    children.sort(Comparator.comparing(child -> child.getFileName().toString()));
    return children;
  }

  private byte[] content(Path place, int most) throws IOException {
    Kind now = kind(place); // it may have changed since it was found
    if (now != Kind.FILE) {
      throw new UnreadableException(now.problem);
    }
    try (InputStream in = Files.newInputStream(place, LinkOption.NOFOLLOW_LINKS)) {
      return limits.read(in, most);
    }
  }
}
