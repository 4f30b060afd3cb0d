package dev.descent.lessons.p4gallery;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.List;

/** Patients 10 to 12. */
public final class FourthVisit implements Part {
  private static final String FIGURE = "p4-patients-10-to-12";

  public static void main(String[] args) throws Exception {
    PartMain.run(new FourthVisit(), args);
  }

  @Override
  public String title() {
    return "Patients 10 to 12";
  }

  @Override
  public List<String> figures() {
    return List.of(FIGURE);
  }

  @Override
  public void run(Notebook out) {
    Visit.to(out, 10, FIGURE, Diagnosis.SOFTMAX_TWICE, Diagnosis.PENALTY, Diagnosis.NEVER_SETTLES);
  }
}
