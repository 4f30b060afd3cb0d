package dev.descent.submission;

import dev.descent.submission.Submission.Answer;
import java.util.List;
import java.util.function.Predicate;

/**
 * Chooses the answer to an exercise among several files: never an untouched start over an edited
 * file; of several edited ones the newest, and of those that are equally new the one in the kit's
 * place.
 */
final class Choice {
  private static final int NAMED = 3;

  /** Copying or unpacking a folder takes so long: what lies nearer says nothing. */
  private static final long AT_ONCE = 60_000;

  private final List<Candidate> candidates;

  /**
   * @param candidates for one exercise; at least one
   */
  Choice(List<Candidate> candidates) {
    this.candidates = candidates.stream().sorted(Candidate.BY_PLACE).toList();
  }

  /** The answer; a note says what was not taken. */
  Answer answer(Notes notes) {
    Candidate best = best();
    String path = best.answer().path();
    if (!best.isReadable()) {
      return best.answer();
    }
    List<Candidate> others =
        candidates.stream()
            .filter(other -> !other.isReadable() || !other.sum().equals(best.sum()))
            .filter(other -> !other.untouched())
            .filter(other -> !other.file().isHidden() || best.file().isHidden())
            .toList();
    if (!others.isEmpty()) {
      notes.line(
          path
              + " is taken for "
              + best.exercise().id()
              + ", and not "
              + names(others)
              + ", which "
              + (others.size() == 1 ? "is" : "are")
              + " not the same");
    }
    List<Candidate> starts =
        candidates.stream().filter(other -> other.untouched() && other.isInKitsPlace()).toList();
    if (!best.untouched() && !starts.isEmpty()) {
      notes.line(
          path
              + " is taken for "
              + best.exercise().id()
              + ", and not "
              + names(starts)
              + ", where nothing was changed");
    }
    if (best.file().isHidden()) {
      notes.line(
          path
              + " is taken for "
              + best.exercise().id()
              + ": it is in a hidden folder, and no other file was changed");
    }
    return best.answer();
  }

  private static String names(List<Candidate> others) {
    return Names.some(others.stream().map(it -> it.answer().path()).toList(), NAMED);
  }

  /** Each step keeps the better ones where there are any. */
  private Candidate best() {
    List<Candidate> left = candidates;
    left = preferred(left, Candidate::isReadable);
    left = preferred(left, one -> !one.untouched());
    left = preferred(left, one -> !one.file().isHidden());
    left = preferred(left, Candidate::certain);
    if (left.stream().anyMatch(Candidate::isInKitsPlace)) {
      // Who hands in a whole project has worked where the exercises are.
      left = preferred(left, one -> !one.isApart());
    }
    long newest = left.stream().mapToLong(one -> one.file().time()).max().getAsLong();
    if (newest != SubmittedFile.NO_TIME) {
      left = preferred(left, one -> one.file().time() >= newest - AT_ONCE);
    }
    return left.get(0);
  }

  private static List<Candidate> preferred(List<Candidate> from, Predicate<Candidate> better) {
    List<Candidate> kept = from.stream().filter(better).toList();
    return kept.isEmpty() ? from : kept;
  }
}
