package dev.descent.lessons.l7project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A table as somebody has it: sorted, with gaps, and with a column that gives the answer away. */
final class PumpTable {
  static final String HEADER =
      "temperature,pressure,vibration,type,hours,days_until_repair,fails"; // °C, Pa, mm/s
  static final int ROWS = 4_000;
  static final int FAILING = 520; // within 30 days: 13 %, whatever the seed
  static final int MISSING = -999; // where the sensor was off

  private record Pump(String cells, double wear) {}

  private PumpTable() {}

  /** The lines of the file; the same seed gives the same. */
  static List<String> lines(long seed) {
    Random random = new Random(seed);
    List<Pump> pumps = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      pumps.add(pump(random));
    }
    pumps.sort(Comparator.comparingDouble(Pump::wear).reversed()); // as the export sorts them
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (int i = 0; i < ROWS; i++) {
      boolean fails = i < FAILING;
      int days = fails ? 1 + i * 30 / FAILING : 31 + (i - FAILING) * 370 / (ROWS - FAILING);
      lines.add(pumps.get(i).cells() + "," + days + "," + (fails ? "yes" : "no"));
    }
    return lines;
  }

  /** Heat wears old pumps, and both a low and a high pressure wear all; the rest is chance. */
  private static Pump pump(Random random) {
    double heat = random.nextGaussian();
    double pressure = random.nextGaussian();
    double vibration = random.nextGaussian();
    double age = 2 * Math.sqrt(3) * (random.nextDouble() - 0.5);
    double kind = random.nextDouble();
    String type = kind < 0.5 ? "a" : kind < 0.8 ? "b" : "c";
    double luck = random.nextDouble();
    boolean isOff = random.nextDouble() < 0.05;
    double wear =
        1.8
                * (1.8 * Math.abs(pressure)
                    + 0.9 * heat
                    + vibration
                    + 1.5 * heat * age
                    + 0.5 * age
                    + (type.equals("c") ? 0.9 : 0))
            + 0.8 * Math.log(luck / (1 - luck));
    String cells =
        String.format(
            Locale.ROOT,
            "%.1f,%.0f,%s,%s,%.0f",
            60 + 8 * heat,
            300_000 + 40_000 * pressure,
            isOff ? MISSING : String.format(Locale.ROOT, "%.2f", Math.exp(0.9 + 0.4 * vibration)),
            type,
            10_000 + 5_700 * age);
    return new Pump(cells, wear);
  }

  /** For an IDE: writes pumps.csv into the current folder, with seed 1. */
  public static void main(String[] args) throws IOException {
    write(Path.of("pumps.csv"), 1);
  }

  /** Writes it. */
  static void write(Path file, long seed) throws IOException {
    Files.write(file, lines(seed));
  }
}
