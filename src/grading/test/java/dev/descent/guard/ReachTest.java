package dev.descent.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Where the code behind the list leads: every public method of the libraries and of the kit that
 * answers may call, followed through their bytecode. What gets to a file, to objects made of bytes
 * or text, to a class by its name, to a thread or a process must be in reaches.txt, with the reason
 * why that is no way out.
 *
 * <p>A call is followed to the method that it names, and to those that override it where they are
 * few: with all of them everything would reach everything. Static initialisers are not followed.
 */
class ReachTest {
  private static final int FEW = 3;
  private static final int DEEP = 8;

  /** What it is, and the methods of the JDK and of Jackson that do it. */
  private static final Map<String, Pattern> SINKS =
      Map.of(
          "reads files",
          Pattern.compile(
              "java/io/(FileInputStream|FileReader|RandomAccessFile)\\.<init>.*"
                  + "|java/nio/file/Files\\.(read|newInput|newBufferedReader|newByteChannel|lines|walk|list).*"
                  + "|java/util/zip/ZipFile\\.<init>.*"),
          "writes files",
          Pattern.compile(
              "java/io/(FileOutputStream|FileWriter)\\.<init>.*|java/io/(PrintWriter|PrintStream)\\.<init>\\(Ljava/(io/File|lang/String).*"
                  + "|java/nio/file/Files\\.(write|newOutput|newBufferedWriter|copy|move|delete|create).*"
                  + "|java/io/File\\.(delete|renameTo|createTempFile|createNewFile|mkdir).*"),
          "makes objects of bytes",
          Pattern.compile("java/io/ObjectInputStream\\.(<init>|readObject).*"),
          "makes objects of text",
          Pattern.compile(
              ".*jackson/databind/(ObjectMapper|ObjectReader)\\.(readValue|treeToValue|convertValue).*"),
          "finds classes by name",
          Pattern.compile(
              "java/lang/Class\\.(forName|newInstance).*|java/lang/ClassLoader\\.loadClass.*"
                  + "|java/util/ServiceLoader\\..*|java/lang/reflect/(Method\\.invoke|Constructor\\.newInstance).*"),
          "starts threads",
          Pattern.compile(
              "java/lang/Thread\\.(<init>|start).*|java/util/concurrent/Executors\\..*"
                  + "|java/util/concurrent/(ThreadPoolExecutor|ForkJoinPool)\\.<init>.*|java/util/Timer\\.<init>.*"),
          "starts processes",
          Pattern.compile(
              "java/lang/ProcessBuilder\\..*|java/lang/Runtime\\.(exec|load|exit|halt).*"),
          "changes the JVM",
          Pattern.compile(
              "java/lang/System\\.(exit|setProperty|setOut|setErr|load|loadLibrary).*"
                  + "|java/lang/Runtime\\.addShutdownHook.*|java/util/(Locale|TimeZone)\\.setDefault.*"),
          "reads settings",
          Pattern.compile("java/lang/System\\.(getenv|getProperty|getProperties).*"),
          "connects",
          Pattern.compile("java/net/(URL\\.open|Socket|HttpURLConnection).*"));

  private static final Map<String, Map<String, Set<String>>> CODE = new HashMap<>();
  private static final Map<String, Set<String>> BELOW = new HashMap<>();
  private static final Map<String, Set<String>> PUBLIC = new TreeMap<>();

  /** What is known of a call already. */
  private static final Map<String, List<String>> KINDS = new HashMap<>();

  private static final Map<String, Set<String>> TARGETS = new HashMap<>();

  @BeforeAll
  static void read() throws IOException {
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      Path path = Path.of(entry);
      String name = path.getFileName().toString();
      if (Files.isDirectory(path) && name.equals("classes")) {
        readAll(path);
      } else if (name.matches(
          "(nd4j|deeplearning4j|datavec)[\\w-]*?-[\\d.]+(-\\w[\\w.]*)?\\.jar"
              + "|descent-\\w+-[\\d.]+\\.jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
          readAll(jar.getPath("/"));
        }
      }
    }
  }

  private static void readAll(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        String name = file.toString();
        if (name.endsWith(".class") && !name.contains("shade") && !name.endsWith("-info.class")) {
          read(new ClassReader(Files.readAllBytes(file)));
        }
      }
    }
  }

  private static void read(ClassReader reader) {
    String type = reader.getClassName();
    Map<String, Set<String>> methods = new HashMap<>();
    CODE.put(type, methods);
    List<String> above = new ArrayList<>(List.of(reader.getInterfaces()));
    if (reader.getSuperName() != null) {
      above.add(reader.getSuperName());
    }
    above.forEach(it -> BELOW.computeIfAbsent(it, none -> new TreeSet<>()).add(type));
    boolean isPublic = (reader.getAccess() & Opcodes.ACC_PUBLIC) != 0;
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            Set<String> calls = new TreeSet<>();
            methods.put(name + descriptor, calls);
            if (isPublic
                && (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0
                && (access & Opcodes.ACC_SYNTHETIC) == 0) {
              PUBLIC.computeIfAbsent(type, none -> new TreeSet<>()).add(name + " " + descriptor);
            }
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String called, String taken, boolean isInterface) {
                boolean exact = opcode == Opcodes.INVOKESTATIC || opcode == Opcodes.INVOKESPECIAL;
                calls.add((exact ? "=" : "") + owner + "." + called + taken);
              }

              @Override
              public void visitInvokeDynamicInsn(
                  String called, String taken, Handle bootstrap, Object... constants) {
                for (Object constant : constants) {
                  if (constant instanceof Handle handle) {
                    calls.add("=" + handle.getOwner() + "." + handle.getName() + handle.getDesc());
                  }
                }
              }
            };
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
  }

  /** Where a method leads: each kind of sink, with the way there. */
  private static Map<String, String> reached(String type, String method) {
    Map<String, String> reached = new TreeMap<>();
    Map<String, String> from = new HashMap<>();
    Map<String, Integer> depth = new HashMap<>();
    Deque<String> next = new ArrayDeque<>();
    String start = type + "." + method;
    for (String one : targets(start)) {
      next.add(one);
      depth.put(one, 0);
    }
    while (!next.isEmpty()) {
      String now = next.remove();
      String owner = now.substring(0, now.indexOf('.'));
      for (String call : CODE.get(owner).get(now.substring(now.indexOf('.') + 1))) {
        String plain = call.startsWith("=") ? call.substring(1) : call;
        for (String kind : KINDS.computeIfAbsent(plain, ReachTest::kinds)) {
          if (!reached.containsKey(kind)) {
            reached.put(kind, way(now, from) + " > " + words(plain));
          }
        }
        if (depth.get(now) < DEEP) {
          for (String target : TARGETS.computeIfAbsent(call, ReachTest::targets)) {
            if (depth.putIfAbsent(target, depth.get(now) + 1) == null) {
              from.put(target, now);
              next.add(target);
            }
          }
        }
      }
    }
    return reached;
  }

  /** What a call does itself. */
  private static List<String> kinds(String call) {
    return SINKS.keySet().stream().filter(kind -> SINKS.get(kind).matcher(call).matches()).toList();
  }

  private static String way(String now, Map<String, String> from) {
    List<String> way = new ArrayList<>();
    for (String at = now; at != null; at = from.get(at)) {
      way.add(0, words(at));
    }
    return String.join(" > ", way);
  }

  private static String words(String method) {
    return method.replaceFirst("\\(.*", "").replaceFirst("^.*/", "");
  }

  /** The methods that a call may run, of those that we have the code of. */
  private static Set<String> targets(String call) {
    boolean exact = call.startsWith("=");
    String plain = exact ? call.substring(1) : call;
    String owner = plain.substring(0, plain.indexOf('.'));
    String method = plain.substring(plain.indexOf('.') + 1);
    Set<String> targets = new TreeSet<>();
    for (String type = owner; type != null; type = superOf(type)) {
      if (CODE.containsKey(type) && CODE.get(type).containsKey(method)) {
        targets.add(type + "." + method);
        break;
      }
    }
    if (!exact) {
      Set<String> overriding = new TreeSet<>();
      Deque<String> types = new ArrayDeque<>(BELOW.getOrDefault(owner, Set.of()));
      Set<String> seen = new HashSet<>(types);
      while (!types.isEmpty()) {
        String type = types.remove();
        if (CODE.get(type).containsKey(method)) {
          overriding.add(type + "." + method);
        }
        BELOW.getOrDefault(type, Set.of()).stream().filter(seen::add).forEach(types::add);
      }
      if (overriding.size() <= FEW) {
        targets.addAll(overriding);
      }
    }
    return targets;
  }

  private static String superOf(String type) {
    return Library.shape(type).map(ClassSummary::superName).orElse(null);
  }

  /** By sink, the members that lead there. */
  private static Map<String, Set<String>> reached() {
    Permissions judge = new Permissions(Map.of(), new Kit("", Compiled.WHOLE_KIT), new Cuttings());
    Map<String, Set<String>> found = new TreeMap<>();
    PUBLIC.forEach(
        (type, methods) -> {
          for (String key : methods) {
            String[] parts = key.split(" ");
            Member member = new Member(type, parts[0], parts[1]);
            if (judge.use(member) == null) {
              reached(type, parts[0] + parts[1])
                  .forEach(
                      (kind, way) ->
                          found
                              .computeIfAbsent(
                                  kind + ": " + way.replaceFirst("^.* > (.* > .*)$", "$1"),
                                  none -> new TreeSet<>())
                              .add(member.words()));
            }
          }
        });
    return found;
  }

  /** What has been looked at: by sink, the members that may lead there; "*" is any. */
  private static Map<String, Set<String>> reviewed() throws IOException {
    Map<String, Set<String>> reviewed = new TreeMap<>();
    try (InputStream in = ReachTest.class.getResourceAsStream("reaches.txt")) {
      String sink = null;
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith("  ") && !line.strip().startsWith("#")) {
          reviewed.get(sink).add(line.strip());
        } else if (!line.isBlank() && !line.strip().startsWith("#")) {
          sink = line;
          reviewed.put(sink, new TreeSet<>());
        }
      }
    }
    return reviewed;
  }

  @Test
  @DisplayName("What may be called of the libraries leads nowhere but where reaches.txt says.")
  void reaches() throws IOException {
    Map<String, Set<String>> reviewed = reviewed();
    Map<String, Set<String>> found = reached();
    StringBuilder news = new StringBuilder();
    found.forEach(
        (sink, members) -> {
          Set<String> known = reviewed.getOrDefault(sink, Set.of());
          List<String> left =
              members.stream().filter(it -> !known.contains("*") && !known.contains(it)).toList();
          if (!left.isEmpty()) {
            news.append(sink).append("\n  ").append(String.join("\n  ", left)).append("\n");
          }
        });
    assertEquals("", news.toString());
    assertEquals(found.keySet(), reviewed.keySet());
    assertTrue(PUBLIC.size() > 1000, "the libraries were read");
  }
}
