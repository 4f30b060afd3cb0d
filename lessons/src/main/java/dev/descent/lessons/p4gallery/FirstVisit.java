package dev.descent.lessons.p4gallery;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.List;

/** Patients 1 to 3. */
public final class FirstVisit implements Part {
  private static final String FIGURE = "p4-patients-1-to-3";

  public static void main(String[] args) throws Exception {
    PartMain.run(new FirstVisit(), args);
  }

  @Override
  public String title() {
    return "Patients 1 to 3";
  }

  @Override
  public List<String> figures() {
    return List.of(FIGURE);
  }

  @Override
  public void run(Notebook out) {
    Visit.to(out, 1, FIGURE, Diagnosis.OUT_OF_STEP, Diagnosis.OVERFITTING, Diagnosis.LEAK);
  }
}
