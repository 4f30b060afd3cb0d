package dev.descent.lessons.p4gallery;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.List;

/** Patients 4 to 6. */
public final class SecondVisit implements Part {
  private static final String FIGURE = "p4-patients-4-to-6";

  public static void main(String[] args) throws Exception {
    PartMain.run(new SecondVisit(), args);
  }

  @Override
  public String title() {
    return "Patients 4 to 6";
  }

  @Override
  public List<String> figures() {
    return List.of(FIGURE);
  }

  @Override
  public void run(Notebook out) {
    Visit.to(out, 4, FIGURE, Diagnosis.SORTED, Diagnosis.TOO_LARGE, Diagnosis.TOO_SMALL);
    ShutForGood.mistake(out);
  }
}
