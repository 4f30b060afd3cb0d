package dev.descent.lessons.p4gallery;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.List;

/** A healthy training, to compare the others with. */
public final class Health implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new Health(), args);
  }

  @Override
  public String title() {
    return "Health";
  }

  @Override
  public List<String> figures() {
    return List.of("p4-health");
  }

  @Override
  public void run(Notebook out) {
    Visit.to(out, 0, "p4-health", Diagnosis.HEALTHY);
    out.text(
        "Guessing among ten classes has the loss %s; among three it has %s.",
        out.exact("guessing", "%.3f", Math.log(10)), out.exact("three", "%.3f", Math.log(3)));
  }
}
