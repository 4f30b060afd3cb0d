package dev.descent.landscape;

import dev.descent.worker.Backend;
import dev.descent.worker.Job;
import java.util.List;
import java.util.function.Consumer;

/** A job that takes walks in a worker JVM, as ND4J's natives are only there. */
public final class WalkJob implements Job<WalkRequest, Void, WalkJob.Walks> {

  /**
   * The walks.
   *
   * @param walks in the order of the request's walkers
   */
  public record Walks(List<Walk> walks) {}

  @Override
  public Walks run(WalkRequest request, Consumer<Void> progress) {
    Backend.start();
    Surface surface = Surfaces.of(request.surface());
    Place start = new Place(request.x(), request.y());
    return new Walks(
        request.walkers().stream()
            .map(
                chosen -> {
                  Walker walker = Walker.of(chosen.walker());
                  return Walk.of(
                      surface, start, walker, walker.updater(chosen.settings()), request.steps());
                })
            .toList());
  }
}
