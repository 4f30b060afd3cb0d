package dev.descent.reference;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/**
 * Writes fixtures from setups, with PyTorch's C++ library.
 *
 * <p>A setup is a fixture without its outcome: all entries before {@code steps} but {@code format},
 * {@code name}, {@code dtype} and {@code torch}. Its file NAME.json becomes NAME.float32.json and
 * NAME.float64.json, or NAME.float16.json where it has a gradient scaler.
 */
@SuppressWarnings("try") // scopes work by being there
public final class Reference {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Reference() {}

  /**
   * Does all setups of a folder, prints the name of each that is done, and says of those that lead
   * to numbers that are not finite that they are left out.
   *
   * @param args the folder of the setups, and the folder of the fixtures, which must be there, and
   *     {@code exact} to train in float64 once and no more; nothing to print the version alone
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      torch.set_num_threads(1);
      System.out.println("torch " + FixtureWriter.TORCH);
      return;
    }
    Path setups = Path.of(args[0]);
    Path fixtures = Path.of(args[1]);
    torch.set_num_threads(1);
    List<Path> files;
    try (Stream<Path> all = Files.list(setups)) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString().replaceFirst("\\.json$", "");
      try (PointerScope scope = new PointerScope()) {
        Setup setup = new Setup(name, (ObjectNode) JSON.readTree(file.toFile()));
        boolean exact = args.length > 2;
        for (ObjectNode fixture :
            exact ? List.of(FixtureWriter.exact(setup)) : FixtureWriter.fixtures(setup)) {
          String fixtureName = fixture.get("name").textValue() + ".json";
          JSON.writeValue(fixtures.resolve(fixtureName).toFile(), fixture);
        }
        System.out.println(name);
      } catch (NotFiniteException e) {
        System.out.println(name + " left out: not finite");
      }
    }
  }
}
