package dev.descent.grade;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.descent.catalog.SourceText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles source files, and knows where in them things are. */
final class Sources {
  /** A source file that no student needs to write, and that javac need not see. */
  private static final long LARGEST = 1 << 20;

  private static final int PROBLEMS_SHOWN = 5;
  private static final int LINES_SHOWN = 10;

  /** Newer JDKs compile for this one, too, so that an answer is right with all or with none. */
  private static final int LANGUAGE = 17;

  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  /** Kept: it knows what the libraries hold, which takes longer to read than to compile a file. */
  private static final StandardJavaFileManager FILES =
      JAVAC.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

  /** Packages with classes that an answer may need and a start does not import. */
  private static final List<String> IMPORTS =
      List.of(
          "org.nd4j.linalg.api.ndarray",
          "org.nd4j.linalg.factory",
          "org.nd4j.linalg.ops.transforms",
          "org.nd4j.linalg.indexing",
          "org.nd4j.linalg.indexing.conditions",
          "org.nd4j.linalg.api.buffer",
          "org.nd4j.linalg.dataset",
          "org.nd4j.evaluation.classification",
          "org.deeplearning4j.util",
          "dev.descent.plot",
          "dev.descent.technique",
          "dev.descent.experiment");

  private final List<SourceFile> files;
  private final Map<URI, SortedMap<String, byte[]>> classes = new HashMap<>();
  private final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
  private final JavacTask task;
  private final List<CompilationUnitTree> units = new ArrayList<>();
  private final List<Map<String, Integer>> methods = new ArrayList<>();
  private final List<Set<String>> namesInUse = new ArrayList<>();

  /** The knowledge that classes have of their source. */
  enum Debug {
    /** Lines and names of variables, for the messages of exceptions. */
    ALL("-g"),
    /** Lines alone: without them nobody can tell in whose code an exception arose. */
    LINES("-g:source,lines");

    private final String option;

    Debug(String option) {
      this.option = option;
    }
  }

  /** A source; its URI has its place among those that are compiled together, and its name. */
  private static final class SourceFile extends SimpleJavaFileObject {
    final String name;
    final String text;

    SourceFile(int place, String name, String text) {
      super(uri(place, name), Kind.SOURCE);
      this.name = name;
      this.text = text;
    }

    private static URI uri(int place, String name) {
      try {
        return new URI("source", "/" + place + "/" + name, null);
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** A class that stays in memory. */
  private static final class CompiledClass extends SimpleJavaFileObject {
    private final SortedMap<String, byte[]> classes;
    private final String path;

    CompiledClass(String path, SortedMap<String, byte[]> classes) {
      super(URI.create("class:///"), Kind.CLASS);
      this.path = path;
      this.classes = classes;
    }

    @Override
    public OutputStream openOutputStream() {
      return new ByteArrayOutputStream() {
        @Override
        public void close() {
          classes.put(path, toByteArray());
        }
      };
    }
  }

  /** Keeps the classes of each source, and lets javac look for no other sources. */
  private final class InMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {
    InMemory() {
      super(FILES);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject source) {
      return new CompiledClass(
          name.replace('.', '/') + kind.extension,
          classes.computeIfAbsent(source.toUri(), it -> new TreeMap<>()));
    }

    @Override
    public boolean hasLocation(Location location) {
      return location == StandardLocation.SOURCE_PATH || super.hasLocation(location);
    }

    @Override
    public Iterable<JavaFileObject> list(
        Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
        throws IOException {
      return location == StandardLocation.SOURCE_PATH
          ? List.of()
          : super.list(location, packageName, kinds, recurse);
    }
  }

  private Sources(List<SourceFile> files, Debug debug) {
    this.files = files;
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-cp", System.getProperty("java.class.path")));
    options.addAll(List.of("-proc:none", "-implicit:none", "-nowarn"));
    options.addAll(List.of("-Xmaxerrs", Integer.toString(Integer.MAX_VALUE)));
    options.add(debug.option);
    if (Runtime.version().feature() > LANGUAGE) {
      options.addAll(List.of("--release", Integer.toString(LANGUAGE)));
    }
    task = (JavacTask) JAVAC.getTask(null, new InMemory(), diagnostics, options, null, files);
  }

  /**
   * A source.
   *
   * @param name of its file, perhaps with folders before it
   */
  record Text(String name, String text) {
    /** The text of a file. */
    static Text read(Path file) throws IOException {
      return new Text(
          file.getFileName().toString(), SourceText.of(Files.readAllBytes(file)).text());
    }
  }

  /**
   * Sources to be compiled together.
   *
   * @param texts what is said of a problem is said of the first
   */
  static Sources of(List<Text> texts, Debug debug) {
    List<SourceFile> sources = new ArrayList<>();
    for (Text text : texts) {
      sources.add(new SourceFile(sources.size(), text.name(), text.text()));
    }
    return new Sources(sources, debug);
  }

  /** The same of files. */
  static Sources read(List<Path> files, Debug debug) throws IOException {
    List<Text> texts = new ArrayList<>();
    for (Path file : files) {
      texts.add(Text.read(file));
    }
    return of(texts, debug);
  }

  /** The classes of one of the files, see {@link ClassFiles#read}; empty before it is compiled. */
  SortedMap<String, byte[]> classes(int file) {
    return classes.getOrDefault(files.get(file).toUri(), new TreeMap<>());
  }

  /** The text of a student's answer, or why there is none, before any compiler sees it. */
  static SourceText answer(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return unreadable(Files.exists(file) ? "must be a file, and is not one" : "is missing");
      }
      if (Files.size(file) > LARGEST) {
        return unreadable("must be smaller than 1 MB, and has " + Files.size(file) + " bytes");
      }
      return SourceText.of(Files.readAllBytes(file));
    } catch (IOException e) {
      return unreadable("cannot be read (" + e + ")");
    }
  }

  private static SourceText unreadable(String problem) {
    return new SourceText("", null, problem);
  }

  /**
   * Compiles.
   *
   * @param names full names of the classes that the files must have; none for any
   * @return why they do not compile, in lines; nothing if they do
   */
  Optional<String> compile(String... names) {
    try {
      task.parse().forEach(units::add);
      units.forEach(unit -> methods.add(methods(unit)));
      units.forEach(unit -> namesInUse.add(names(unit)));
      for (int i = 0; i < names.length && problems().isEmpty(); i++) {
        String name = files.get(i).name;
        Optional<String> wrong = wrongName(units.get(i), names[i]).map(it -> name + " " + it);
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      if (problems().isEmpty()) {
        task.analyze();
      }
      if (problems().isEmpty()) {
        task.generate();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (StackOverflowError e) {
      return Optional.of("does not compile: something in it is nested too deeply for the compiler");
    }
    List<Diagnostic<? extends JavaFileObject>> problems = problems();
    return problems.isEmpty() ? Optional.empty() : Optional.of(described(problems));
  }

  private List<Diagnostic<? extends JavaFileObject>> problems() {
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .collect(Collectors.toList());
  }

  /** The places with errors, of a source that does not compile, in letters from 0. */
  SortedSet<Long> wrongPlaces() {
    return problems().stream()
        .map(Diagnostic::getPosition)
        .filter(place -> place != Diagnostic.NOPOS)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<String> wrongName(CompilationUnitTree unit, String name) {
    int dot = name.lastIndexOf('.');
    String found = String.valueOf(unit.getPackageName());
    if (!found.equals(name.substring(0, dot))) {
      return Optional.of(
          unit.getPackageName() == null
              ? "must begin with package " + name.substring(0, dot) + "; it names no package"
              : "must be in package " + name.substring(0, dot) + ", and is in " + found);
    }
    List<String> types =
        unit.getTypeDecls().stream()
            .filter(ClassTree.class::isInstance)
            .map(type -> ((ClassTree) type).getSimpleName().toString())
            .toList();
    return types.contains(name.substring(dot + 1))
        ? Optional.empty()
        : Optional.of(
            "must have the class "
                + name.substring(dot + 1)
                + ", and has "
                + (types.isEmpty() ? "none" : String.join(", ", types)));
  }

  /** File, line, the compiler's words, and the line it is about. */
  private String described(List<Diagnostic<? extends JavaFileObject>> problems) {
    Map<String, List<Diagnostic<? extends JavaFileObject>>> causes = new LinkedHashMap<>();
    problems.forEach(it -> causes.computeIfAbsent(cause(it), one -> new ArrayList<>()).add(it));
    StringBuilder text = new StringBuilder("does not compile");
    causes.values().stream()
        .limit(PROBLEMS_SHOWN)
        .forEach(same -> text.append("\n").append(described(same.get(0))).append(others(same)));
    if (causes.size() > PROBLEMS_SHOWN) {
      text.append("\n… and ").append(causes.size() - PROBLEMS_SHOWN).append(" more");
    }
    return text.toString();
  }

  /** What is to be mended: an import that is missing, or else the compiler's words. */
  private String cause(Diagnostic<? extends JavaFileObject> problem) {
    String message = problem.getMessage(Locale.ROOT).strip();
    String missing = missingImport(message);
    SourceFile file = file(problem);
    return (file == null ? "" : file.name + ": ") + (missing.isEmpty() ? message : missing);
  }

  private String described(Diagnostic<? extends JavaFileObject> problem) {
    String message = problem.getMessage(Locale.ROOT).strip();
    SourceFile file = file(problem);
    return file == null
        ? message
        : "%s:%d: %s%s%s"
            .formatted(
                file.name,
                problem.getLineNumber(),
                message,
                line(file, problem),
                missingImport(message));
  }

  /** The other lines with the same problem. */
  private static String others(List<Diagnostic<? extends JavaFileObject>> same) {
    List<String> lines =
        same.stream()
            .skip(1)
            .map(Diagnostic::getLineNumber)
            .filter(line -> line > 0 && line != same.get(0).getLineNumber())
            .distinct()
            .map(String::valueOf)
            .toList();
    String more = lines.size() > LINES_SHOWN ? ", …" : "";
    return lines.isEmpty()
        ? ""
        : "\n    the same in line%s %s%s"
            .formatted(
                lines.size() == 1 ? "" : "s",
                String.join(", ", lines.subList(0, Math.min(LINES_SHOWN, lines.size()))),
                more);
  }

  /** A line of advice where the compiler knows a class only by an import that is not there. */
  private static String missingImport(String message) {
    Matcher symbol = Pattern.compile("symbol:\\s+(?:class|variable) ([A-Z]\\w*)").matcher(message);
    if (!symbol.find()) {
      return "";
    }
    return IMPORTS.stream()
        .map(known -> known + "." + symbol.group(1))
        .filter(name -> Sources.class.getResource("/" + name.replace('.', '/') + ".class") != null)
        .findFirst()
        .map(name -> "\n    → import " + name + ";")
        .orElse("");
  }

  /** The file that a problem is in; null if it is in none. */
  private @Nullable SourceFile file(Diagnostic<? extends JavaFileObject> problem) {
    return files.stream()
        .filter(
            file -> problem.getSource() != null && file.toUri().equals(problem.getSource().toUri()))
        .findFirst()
        .orElse(null);
  }

  private static String line(SourceFile file, Diagnostic<?> problem) {
    return file.text
        .lines()
        .skip(Math.max(0, problem.getLineNumber() - 1))
        .findFirst()
        .map(line -> "\n    " + line.strip())
        .orElse("");
  }

  /** The line of each method of one of the files, by its name; the first of several. */
  Map<String, Integer> methods(int file) {
    return methods.get(file);
  }

  /** Looked for before javac goes on: it takes the trees apart. */
  private Map<String, Integer> methods(CompilationUnitTree unit) {
    Map<String, Integer> lines = new HashMap<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree method, Void nothing) {
        lines.putIfAbsent(method.getName().toString(), lineOf(unit, method));
        return super.visitMethod(method, nothing);
      }
    }.scan(unit, null);
    return lines;
  }

  /**
   * All names in one of the files; those of methods that it declares have "()" behind them, too.
   */
  Set<String> names(int file) {
    return namesInUse.get(file);
  }

  private static Set<String> names(CompilationUnitTree unit) {
    Set<String> names = new TreeSet<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitIdentifier(IdentifierTree it, Void nothing) {
        names.add(it.getName().toString());
        return super.visitIdentifier(it, nothing);
      }

      @Override
      public Void visitMemberSelect(MemberSelectTree it, Void nothing) {
        names.add(it.getIdentifier().toString());
        return super.visitMemberSelect(it, nothing);
      }

      @Override
      public Void visitVariable(VariableTree it, Void nothing) {
        names.add(it.getName().toString());
        return super.visitVariable(it, nothing);
      }

      @Override
      public Void visitMethod(MethodTree it, Void nothing) {
        names.add(it.getName().toString());
        names.add(it.getName() + "()");
        return super.visitMethod(it, nothing);
      }
    }.scan(unit, null);
    return names;
  }

  private int lineOf(CompilationUnitTree unit, Tree tree) {
    long start = Trees.instance(task).getSourcePositions().getStartPosition(unit, tree);
    return (int) unit.getLineMap().getLineNumber(start);
  }

  /** The method with each TODO of a start, by the number of the TODO. */
  static Map<Integer, String> todos(Path start) {
    Map<Integer, String> methods = new HashMap<>();
    try {
      Sources sources = read(List.of(start), Debug.ALL);
      for (CompilationUnitTree unit : sources.task.parse()) {
        new TreePathScanner<Void, String>() {
          @Override
          public Void visitMethod(MethodTree method, String outer) {
            return super.visitMethod(method, method.getName().toString());
          }

          @Override
          public Void visitNewClass(NewClassTree made, String method) {
            if (made.getIdentifier().toString().equals("Todo") && made.getArguments().size() == 1) {
              methods.put(Integer.valueOf(made.getArguments().get(0).toString()), method);
            }
            return super.visitNewClass(made, method);
          }
        }.scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return methods;
  }
}
