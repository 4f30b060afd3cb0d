package dev.descent.submission;

import dev.descent.submission.Platform.Named;
import dev.descent.submission.SubmittedFile.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder in the folder of a class.
 *
 * @param place where it is
 * @param kind what it is
 * @param from its name as it is shown; no other entry of the class has it
 * @param problem why it cannot be looked at, in words that follow its name; null if it can
 * @param named what the name says
 */
record Entry(Path place, Kind kind, String from, @Nullable String problem, Named named) {
  /** Looks what is there. */
  static Entry of(Path place, String from) {
    Kind kind = Kind.OTHER;
    @Nullable String problem = null;
    try {
      kind = SubmittedFiles.kind(place);
    } catch (IOException e) {
      problem = UnreadableException.words(e);
    }
    String name = place.getFileName().toString();
    return new Entry(place, kind, from, problem, Platform.read(name, kind == Kind.FOLDER));
  }

  /** The student's name, for comparing: large and small letters do not count. */
  String comparable() {
    return comparable(named.name());
  }

  static String comparable(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }
}
