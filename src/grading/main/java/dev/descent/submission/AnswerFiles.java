package dev.descent.submission;

import dev.descent.catalog.AnswerState;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.SourceText;
import dev.descent.submission.Submission.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a submission that may be answers to the exercises. A source says by its package and
 * its class what it is for; one that does not may be meant by its name. Where it lies does not
 * decide.
 */
final class AnswerFiles {
  private static final int LARGEST = ReadBudget.MB;
  private static final int MOST = 20; // for an exercise, as they are held in memory
  private static final String KIT = "dev/descent";

  private final Exercises exercises;
  private final KitAnswers kit;
  private final Notes notes;
  private final Set<SubmittedFile> seen = new HashSet<>();
  private final Map<Exercise, List<Candidate>> candidates = new LinkedHashMap<>();
  private final Map<Exercise, Map<String, byte[]>> held = new HashMap<>();
  private final Map<Exercise, Integer> tooMany = new LinkedHashMap<>();
  private final List<SubmittedFile> kits = new ArrayList<>();

  AnswerFiles(Exercises exercises, KitAnswers kit, Notes notes) {
    this.exercises = exercises;
    this.kit = kit;
    this.notes = notes;
  }

  /** Chooses the answers among all files of a submission, by the ids of their exercises. */
  Map<String, Answer> choose(List<SubmittedFile> files) {
    files.stream()
        .filter(file -> Names.isSource(file.name()))
        .sorted( // those that are likely to be answers are looked at first
            Comparator.comparing((SubmittedFile file) -> named(file).isEmpty())
                .thenComparing(SubmittedFile::isHidden)
                .thenComparing(SubmittedFile::depth))
        .forEach(this::look);
    noteSolutions();
    tooMany.forEach(
        (exercise, more) ->
            notes.line(
                MOST
                    + " different files for "
                    + exercise.id()
                    + " were compared, and "
                    + more
                    + (more == 1 ? " more was not" : " more were not")));
    Map<String, Answer> answers = new LinkedHashMap<>();
    for (Exercise exercise : exercises.all()) {
      if (candidates.containsKey(exercise)) {
        answers.put(exercise.id(), new Choice(candidates.get(exercise)).answer(notes));
      } else {
        compiled(exercise, files).ifPresent(answer -> answers.put(exercise.id(), answer));
      }
    }
    return answers;
  }

  /** The files that were candidates, or are the kit's own: all is said of them. */
  Set<SubmittedFile> seen() {
    return seen;
  }

  private List<Exercise> named(SubmittedFile file) {
    return exercises.all().stream()
        .filter(exercise -> Names.isSourceOf(exercise.type(), file.name()))
        .toList();
  }

  /** Takes a file as a candidate, if it is one for an exercise. */
  private void look(SubmittedFile file) {
    Answer answer = answer(file);
    SourceText text = SourceText.of(answer.content());
    Declared declared = Declared.in(text.text());
    Optional<Exercise> named = exercise(declared);
    named
        .or(() -> meant(file, declared))
        .ifPresent(exercise -> take(file, exercise, answer, text.plain(), named.isPresent()));
  }

  private static Answer answer(SubmittedFile file) {
    String path = Names.shown(file.path());
    try {
      return Answer.of(path, file.read(LARGEST));
    } catch (IOException e) {
      return Answer.unreadable(path, UnreadableException.words(e));
    }
  }

  private void take(
      SubmittedFile file, Exercise exercise, Answer answer, String plain, boolean certain) {
    seen.add(file);
    if (answer.state() == AnswerState.UNREADABLE) {
      add(new Candidate(file, exercise, answer, "", certain, false));
    } else if (kit.isOther(file, plain)) {
      kits.add(file);
    } else {
      boolean untouched = kit.isStart(exercise, plain);
      add(new Candidate(file, exercise, answer, sum(plain), certain, untouched));
    }
  }

  /** Takes a candidate, unless there are too many; the same bytes are held once. */
  private void add(Candidate candidate) {
    Exercise exercise = candidate.exercise();
    List<Candidate> all = candidates.computeIfAbsent(exercise, unknown -> new ArrayList<>());
    Map<String, byte[]> contents = held.computeIfAbsent(exercise, unknown -> new HashMap<>());
    if (contents.size() >= MOST
        && !contents.containsKey(candidate.sum())
        && !candidate.untouched()) {
      tooMany.merge(exercise, 1, Integer::sum);
      return;
    }
    byte[] content = candidate.answer().content();
    byte[] first = contents.computeIfAbsent(candidate.sum(), unknown -> content);
    all.add(candidate.isReadable() ? candidate.with(first) : candidate);
  }

  private static String sum(String plain) {
    try {
      byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** The exercise that a source names by its package and its class. */
  private Optional<Exercise> exercise(Declared declared) {
    return exercises.all().stream()
        .filter(exercise -> exercise.packageName().equals(declared.packageName()))
        .filter(exercise -> declared.types().contains(exercise.type()))
        .findFirst();
  }

  /** The exercise that a file is meant for by its name, its package or its folder. */
  private Optional<Exercise> meant(SubmittedFile file, Declared declared) {
    List<Exercise> named = named(file);
    String name = declared.packageName();
    if (named.isEmpty() || isOfKit(file, name)) {
      return Optional.empty();
    }
    Optional<Exercise> ofPackage =
        exercises.all().stream()
            .filter(exercise -> exercise.packageName().equals(name))
            .findFirst();
    if (ofPackage.isPresent()) {
      return ofPackage.filter(named::contains);
    }
    Optional<Exercise> meant =
        named.stream()
            .filter(exercise -> named.size() == 1 || file.isBelow(exercise.id()))
            .findFirst();
    if (meant.isEmpty()) {
      seen.add(file);
      notes.add(
          file.path(),
          "is not taken: it may be for "
              + String.join(" or ", named.stream().map(Exercise::id).toList())
              + ", and its package line does not say which");
    }
    return meant;
  }

  /** Tells whether it is a class of the kit that has the same name as an exercise's. */
  private static boolean isOfKit(SubmittedFile file, String packageName) {
    return packageName.startsWith("dev.descent.") && !packageName.startsWith("dev.descent.exercise")
        || packageName.isEmpty() && file.isBelow(KIT) && !file.isBelow(KIT + "/exercises");
  }

  /** A handout has other files of the kit's own, of which nothing need be said. */
  private void noteSolutions() {
    List<SubmittedFile> solutions =
        kits.stream().filter(file -> file.isBelow("solutions")).toList();
    int more = solutions.size() - 1;
    if (more >= 0) {
      notes.add(
          solutions.get(0).path(),
          more == 0
              ? "is the kit's own, and no answer"
              : "and "
                  + more
                  + (more == 1
                      ? " more is the kit's own, and no answer"
                      : " more are the kit's own, and no answers"));
    }
  }

  private Optional<Answer> compiled(Exercise exercise, List<SubmittedFile> files) {
    return files.stream()
        .filter(file -> file.name().equals(exercise.type() + ".class"))
        .filter(file -> !isOfKit(file, ""))
        .filter(
            file ->
                exercises.all().stream()
                    .noneMatch(other -> !other.equals(exercise) && file.isBelow(other.id())))
        .min(
            Comparator.<SubmittedFile>comparingInt(SubmittedFile::depth)
                .thenComparing(SubmittedFile::path))
        .map(
            file -> {
              seen.add(file);
              return Answer.unreadable(
                  Names.shown(file.path()), "is compiled code; hand in the source");
            });
  }
}
