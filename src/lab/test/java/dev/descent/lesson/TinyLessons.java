package dev.descent.lesson;

import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import java.util.List;
import org.nd4j.linalg.factory.Nd4j;

/** Lessons that take no time, for tests of how lessons are run. */
public final class TinyLessons implements Curriculum {
  @Override
  public List<Lesson> lessons() {
    return List.of(
        empty("0"),
        new Lesson("1", "Tiny", List.of(new Chance("1-first", 40), new Chance("1-second", 1))),
        new Lesson("2", "Broken promises", List.of(new Promises())),
        empty("3"),
        empty("4"),
        empty("5"),
        empty("6"),
        empty("7"),
        new Lesson("p1", "Breaks", List.of(new Breaks())),
        empty("p2"),
        empty("p3"),
        empty("p4"));
  }

  /** A lesson that exercises of the real project belong to. */
  private static Lesson empty(String id) {
    return new Lesson(id, "Empty", List.of(new Empty()));
  }

  /** Draws numbers; the first part takes longer than the second, which has to wait for it. */
  private record Chance(String figure, int steps) implements Part {
    @Override
    public String title() {
      return "Chance in " + steps;
    }

    @Override
    public List<String> figures() {
      return List.of(figure);
    }

    @Override
    public void run(Notebook out) throws InterruptedException {
      for (int step : out.progress("waiting", steps)) {
        Thread.sleep(10);
      }
      double drawn = Nd4j.getRandom().nextDouble();
      out.text("%s drew %.6f, %s.", figure, drawn, out.quick() ? "quickly" : "fully");
      double[] x = {0, 1};
      out.figure(
          figure,
          LineChart.draw("Line", "x", "y", List.of(new Series("a", x, new double[] {0, drawn}))));
      out.see(drawn < 1, "%s draws below 1 (%.6f)", figure, drawn);
    }
  }

  private record Promises() implements Part {
    @Override
    public String title() {
      return "Promises";
    }

    @Override
    public void run(Notebook out) {
      out.exact("kept", "%d", 1);
      out.value("broken", "%d", 1);
      out.answer("first", "one");
      out.see(true, "one is kept");
      out.see(false, "two is not kept");
    }
  }

  private record Breaks() implements Part {
    @Override
    public String title() {
      return "Breaks";
    }

    @Override
    public void run(Notebook out) {
      throw new IllegalStateException("the glass fell\ndown");
    }
  }

  private record Empty() implements Part {
    @Override
    public String title() {
      return "Empty";
    }

    @Override
    public void run(Notebook out) {}
  }
}
