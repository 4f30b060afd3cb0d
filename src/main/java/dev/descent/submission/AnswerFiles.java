package dev.descent.submission;

import dev.descent.exercise.Exercise;
import dev.descent.exercise.Exercises;
import dev.descent.submission.Submission.Answer;
import dev.descent.submission.SubmittedFile.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which files of a submission are the answers to the exercises. */
final class AnswerFiles {
  private static final int LARGEST = Limits.MB;
  private static final int NAMED = 3;
  private static final String KIT = "dev/descent";
  private static final String EXERCISES = KIT + "/exercises";
  private static final List<String> NEVER = List.of("starts", "solutions", "src/test", "src/bench");

  /** Within a line and without going back, so that no text takes long. */
  private static final Pattern PACKAGE =
      Pattern.compile("^[ \t]*+package[ \t]++([\\w.]++)[ \t]*+;", Pattern.MULTILINE);

  private final Exercises exercises;
  private final Notes notes;
  private final Set<SubmittedFile> seen = new HashSet<>();

  /** A file that may be the answer; the smaller the rank, the better its place. */
  private record Candidate(SubmittedFile file, int rank) {}

  AnswerFiles(Exercises exercises, Notes notes) {
    this.exercises = exercises;
    this.notes = notes;
  }

  /** Chooses. */
  Map<String, Answer> choose(List<SubmittedFile> files) {
    List<SubmittedFile> sources = files.stream().filter(f -> f.name().endsWith(".java")).toList();
    List<SubmittedFile> classes = files.stream().filter(f -> f.name().endsWith(".class")).toList();
    Map<String, Answer> answers = new LinkedHashMap<>();
    for (Exercise exercise : exercises.all()) {
      List<SubmittedFile> never = new ArrayList<>();
      List<Candidate> candidates = candidates(exercise, sources, ".java", never);
      if (!candidates.isEmpty()) {
        answers.put(exercise.id(), answer(exercise, candidates));
        continue;
      }
      List<Candidate> compiled = candidates(exercise, classes, ".class", new ArrayList<>());
      if (!compiled.isEmpty()) {
        String path = Names.shown(compiled.get(0).file().path());
        answers.put(exercise.id(), new Answer(path, null, "is compiled code; hand in the source"));
      } else if (!never.isEmpty()) {
        notes.add(
            never.get(0).path(),
            "is not taken for "
                + exercise.id()
                + ": answers are not below "
                + folder(never.get(0)));
      }
    }
    return answers;
  }

  /** Those that were candidates: all is said of them. */
  Set<SubmittedFile> seen() {
    return seen;
  }

  /** The best one first. */
  private List<Candidate> candidates(
      Exercise exercise, List<SubmittedFile> files, String ending, List<SubmittedFile> never) {
    List<Candidate> candidates = new ArrayList<>();
    for (SubmittedFile file : files) {
      if (!file.name().equals(exercise.type() + ending)) {
        continue;
      }
      int rank = rank(file, exercise, ending);
      if (folder(file) != null) {
        never.add(file);
      } else if (rank >= 0) {
        candidates.add(new Candidate(file, rank));
        seen.add(file);
      }
    }
    candidates.sort(
        Comparator.comparing((Candidate c) -> c.file().kind() != Kind.FILE)
            .thenComparing(Candidate::rank)
            .thenComparing(c -> c.file().depth())
            .thenComparing(c -> c.file().path()));
    return candidates;
  }

  /** The folder of the kit that it is below and that has no answers; or null. */
  private static String folder(SubmittedFile file) {
    return NEVER.stream().filter(file::isBelow).findFirst().orElse(null);
  }

  private int rank(SubmittedFile file, Exercise exercise, String ending) {
    String end = exercise.id() + "/" + exercise.type() + ending;
    if (file.endsWith("src/main/java/" + EXERCISES + "/" + end)) {
      return 0;
    }
    if (file.endsWith(end)) {
      return 1;
    }
    if (file.isBelow(KIT) && !file.isBelow(EXERCISES)) {
      return -1; // a class of the kit with the same name
    }
    List<Exercise> same =
        exercises.all().stream().filter(other -> other.type().equals(exercise.type())).toList();
    return same.size() == 1 || isOf(file, exercise, same, ending) ? 2 : -1;
  }

  /** Which of the exercises with this class a file is for that does not lie where it should. */
  private boolean isOf(SubmittedFile file, Exercise exercise, List<Exercise> same, String ending) {
    if (same.stream().anyMatch(other -> file.endsWith(other.id() + "/" + file.name()))) {
      return false;
    }
    String name = ending.equals(".java") ? packageOf(file) : "";
    if (same.get(0).equals(exercise) // say it once
        && same.stream().noneMatch(other -> other.packageName().equals(name))) {
      seen.add(file);
      notes.add(
          file.path(),
          "is not taken: it may be for "
              + String.join(" or ", same.stream().map(Exercise::id).toList())
              + ", and its package line does not say which");
    }
    return exercise.packageName().equals(name);
  }

  private static String packageOf(SubmittedFile file) {
    try {
      String text = new String(file.read(LARGEST), StandardCharsets.UTF_8);
      Matcher line = PACKAGE.matcher(text);
      return line.find() ? line.group(1) : "";
    } catch (IOException e) {
      return "";
    }
  }

  private Answer answer(Exercise exercise, List<Candidate> candidates) {
    SubmittedFile best = candidates.get(0).file();
    String path = Names.shown(best.path());
    byte[] content;
    try {
      content = best.read(LARGEST);
    } catch (IOException e) {
      return new Answer(path, null, Refusal.words(e));
    }
    List<String> others = new ArrayList<>();
    int more = 0;
    for (Candidate candidate : candidates.subList(1, candidates.size())) {
      if (isOther(candidate.file(), content)) {
        if (others.size() < NAMED) {
          others.add(Names.shown(candidate.file().path()));
        } else {
          more++;
        }
      }
    }
    if (!others.isEmpty()) {
      notes.line(
          path
              + " is taken for "
              + exercise.id()
              + ", and not "
              + String.join(", ", others)
              + (more > 0 ? " and " + more + " more" : "")
              + ", which "
              + (others.size() == 1 ? "is" : "are")
              + " not the same");
    }
    return new Answer(path, content, null);
  }

  private static boolean isOther(SubmittedFile file, byte[] content) {
    try {
      return !Arrays.equals(content, file.read(LARGEST));
    } catch (IOException e) {
      return true;
    }
  }
}
