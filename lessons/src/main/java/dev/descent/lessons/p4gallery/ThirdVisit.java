package dev.descent.lessons.p4gallery;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.List;

/** Patients 7 to 9. */
public final class ThirdVisit implements Part {
  private static final String FIGURE = "p4-patients-7-to-9";

  public static void main(String[] args) throws Exception {
    PartMain.run(new ThirdVisit(), args);
  }

  @Override
  public String title() {
    return "Patients 7 to 9";
  }

  @Override
  public List<String> figures() {
    return List.of(FIGURE);
  }

  @Override
  public void run(Notebook out) {
    Visit.to(out, 7, FIGURE, Diagnosis.NOT_ZEROED, Diagnosis.TRAINING_MODE, Diagnosis.DEPTH);
  }
}
