package dev.descent.lessons.l0arrays;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.List;

/** (x + y) · z in plain Java: values forwards, slopes back, a gate at a time. */
public final class Circuit implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new Circuit(), args);
  }

  @Override
  public String title() {
    return "A circuit, forwards and back";
  }

  @Override
  public void run(Notebook out) {
    double x = 3;
    double y = -1;
    double z = 4;

    // @start region=circuit
    double sum = x + y; // forwards: the values
    double product = sum * z;
    double productSlope = 1; // back: how product changes with product
    double sumSlope = productSlope * z; // a product passes on the other factor
    double zSlope = productSlope * sum;
    double xSlope = sumSlope * 1; // a sum passes on what arrives
    double ySlope = sumSlope * 1;
    // @end
    out.table(
        List.of(
            List.of("wire", "value", "slope"),
            List.of("x", number(x), out.exact("x", "%s", number(xSlope))),
            List.of("y", number(y), out.exact("y", "%s", number(ySlope))),
            List.of("sum = x + y", number(sum), out.exact("sum", "%s", number(sumSlope))),
            List.of("z", number(z), out.exact("z", "%s", number(zSlope))),
            List.of("sum · z", number(product), number(productSlope))));

    // What a slope says: x a little larger, and the product grows by slope times that little.
    double little = 0.01;
    String moved = out.exact("moved", "%.2f", (x + little + y) * z);
    // Both ways that lead from x to the result count: x · x has the slope x + x.
    double square = x * x;
    double squareSlope = x + x; // one x from each of the two wires
    double squareMoved = (x + little) * (x + little) - square;
    out.text(
        "x larger by %.2f: the product is %s, larger by %.0f times that. x · x is a product whose two"
            + " wires come from one x: their slopes add up, %.0f + %.0f = %.0f.",
        little, moved, xSlope, x, x, squareSlope);
    out.see(
        Math.abs((x + little + y) * z - product - xSlope * little) < 1e-12
            && Math.abs(squareMoved / little - squareSlope) < 2 * little,
        "Where x grows by %.2f, (x + y) · z grows by %.0f times as much, as its slope says.",
        little,
        xSlope);
  }

  private static String number(double x) {
    return Trials.number(x);
  }
}
