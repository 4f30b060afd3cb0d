package dev.descent.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The NVIDIA GPUs of this machine, and whether Deeplearning4j can use them.
 *
 * <p>nd4j-cuda-11.6 1.0.0-M2.1 carries machine code for the compute capabilities listed in {@link
 * #KERNELS} and no PTX that a driver could compile for others. Machine code for capability X.y runs
 * on GPUs of capability X.z, z >= y ("Binary Compatibility" in NVIDIA's CUDA C++ Programming
 * Guide).
 *
 * @param list what nvidia-smi listed, in its order
 * @param trouble why nothing could be read, one line; empty if there is no nvidia-smi at all
 */
record Gpus(List<Gpu> list, String trouble) {
  private static final String NAME = "GPU";
  private static final List<String> KERNELS =
      List.of("3.7", "5.0", "5.2", "6.0", "6.1", "7.0", "7.5", "8.0", "8.6");

  /** CUDA 11 runs on every driver since this one, by CUDA's minor version compatibility. */
  private static final int OLDEST_DRIVER = 450;

  /**
   * One GPU, in nvidia-smi's words.
   *
   * @param capability compute capability such as 8.6, or anything else where unknown
   */
  record Gpu(String name, String capability, String memory, String driver) {
    boolean isKnown() {
      return capability.matches("\\d+\\.\\d+");
    }

    boolean hasKernels() {
      return isKnown() && KERNELS.stream().anyMatch(this::runs);
    }

    private boolean runs(String kernel) {
      String[] code = kernel.split("\\.");
      String[] here = capability.split("\\.");
      return code[0].equals(here[0]) && Integer.parseInt(code[1]) <= Integer.parseInt(here[1]);
    }

    boolean isDriverTooOld() {
      Matcher major = Pattern.compile("^(\\d{1,6})\\.").matcher(driver);
      return major.find() && Integer.parseInt(major.group(1)) < OLDEST_DRIVER;
    }

    @Override
    public String toString() {
      return name
          + " (compute capability "
          + (isKnown() ? capability : "unknown")
          + ", "
          + memory
          + ", driver "
          + driver
          + ")";
    }
  }

  /** Asks the first nvidia-smi on a search path. */
  static Gpus ask(String searchPath, Duration limit) throws IOException {
    String program = File.separatorChar == '\\' ? "nvidia-smi.exe" : "nvidia-smi";
    Optional<Path> found =
        Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(searchPath)
            .filter(folder -> !folder.isBlank())
            .map(folder -> Path.of(folder.replace("\"", ""), program).toAbsolutePath())
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      return new Gpus(List.of(), "");
    }
    Path folder = Child.newFolder();
    try {
      return read(
          Child.run(
              new ProcessBuilder(
                  found.get().toString(),
                  "--query-gpu=name,compute_cap,memory.total,driver_version",
                  "--format=csv,noheader"),
              folder,
              limit));
    } catch (IOException e) {
      return new Gpus(List.of(), "nvidia-smi could not be started: " + e.getMessage());
    } finally {
      Child.delete(folder);
    }
  }

  /** Reads what nvidia-smi said. */
  static Gpus read(Child smi) {
    String first = smi.output().lines().findFirst().orElse("it said nothing");
    if (smi.exit().isEmpty()) {
      return new Gpus(List.of(), "nvidia-smi does not answer");
    }
    if (smi.exit().get() != 0) {
      return new Gpus(List.of(), "nvidia-smi ended with " + smi.exit().get() + ": " + first);
    }
    List<Gpu> list = new ArrayList<>();
    Pattern line = Pattern.compile("(.+), ([^,]+), (\\d+ MiB|[^,]+), ([^,]+)");
    for (String said : smi.output().lines().toList()) {
      Matcher gpu = line.matcher(said.strip());
      if (gpu.matches()) {
        list.add(new Gpu(gpu.group(1), gpu.group(2), gibibytes(gpu.group(3)), gpu.group(4)));
      }
    }
    return list.isEmpty()
        ? new Gpus(List.of(), "nvidia-smi said what cannot be understood: " + first)
        : new Gpus(List.copyOf(list), "");
  }

  private static String gibibytes(String memory) {
    return memory.matches("\\d{1,9} MiB")
        ? String.format(
            Locale.ROOT, "%.0f GiB", Integer.parseInt(memory.replace(" MiB", "")) / 1024.0)
        : "memory unknown";
  }

  /**
   * The verdict.
   *
   * @param cudaBuild whether this build has nd4j-cuda
   * @param platform such as {@code linux-x86_64}: nd4j-cuda exists for some only
   */
  Check verdict(boolean cudaBuild, String platform) {
    return cudaBuild ? withCuda() : withoutCuda(platform.matches("(linux|windows)-x86_64"));
  }

  private Check withoutCuda(boolean cudaExists) {
    if (list.isEmpty()) {
      return Check.ok(NAME, (trouble.isEmpty() ? "no GPU" : trouble) + "; the CPU is used");
    }
    if (list.stream().noneMatch(Gpu::hasKernels)) {
      return Check.ok(
          NAME,
          names() + ": Deeplearning4j has no kernels for it " + reach() + "; the CPU is used");
    }
    return Check.ok(
        NAME,
        names() + "; this build uses the CPU",
        cudaExists
            ? "to use the GPU, set DESCENT_BACKEND=cuda in the environment and start descent again"
            : "");
  }

  private Check withCuda() {
    String wayOut = "to use the CPU, unset DESCENT_BACKEND and start descent again";
    if (list.isEmpty()) {
      return Check.warn(
          NAME,
          (trouble.isEmpty() ? "no NVIDIA driver (no nvidia-smi on the PATH)" : trouble)
              + ", though this build is for CUDA; the CPU is used",
          "install NVIDIA's driver, or unset DESCENT_BACKEND for a smaller build");
    }
    List<Gpu> usable = list.stream().filter(Gpu::hasKernels).toList();
    if (usable.isEmpty() && list.stream().allMatch(Gpu::isKnown)) {
      return Check.fail(NAME, names() + ": nd4j-cuda has no kernels for it " + reach(), wayOut);
    }
    if (usable.isEmpty()) {
      return Check.warn(
          NAME,
          names() + ": nd4j-cuda runs on compute capabilities " + reach(),
          "look yours up at developer.nvidia.com/cuda-gpus; " + wayOut);
    }
    if (usable.get(0).isDriverTooOld()) {
      return Check.fail(
          NAME,
          names() + ": CUDA 11.6 needs driver " + OLDEST_DRIVER + " or newer",
          "install a newer driver; " + wayOut);
    }
    if (usable.size() < list.size()) {
      String indices =
          IntStream.range(0, list.size())
              .filter(i -> list.get(i).hasKernels())
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(","));
      return Check.warn(
          NAME,
          names() + ": nd4j-cuda has kernels only for GPU " + indices + " " + reach(),
          "set CUDA_DEVICE_ORDER=PCI_BUS_ID and CUDA_VISIBLE_DEVICES=" + indices);
    }
    return Check.ok(NAME, names() + ": nd4j-cuda has kernels for it");
  }

  private String names() {
    return list.stream().map(Gpu::toString).collect(Collectors.joining(", "));
  }

  private static String reach() {
    return "(it carries 3.7 to 8.6, which run on 3.7 to 8.9)";
  }
}
