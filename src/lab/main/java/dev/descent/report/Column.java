package dev.descent.report;

/** A column of a table; one of numbers is aligned at its right side. */
public record Column(String heading, boolean numeric) {

  public static Column text(String heading) {
    return new Column(heading, false);
  }

  public static Column number(String heading) {
    return new Column(heading, true);
  }
}
