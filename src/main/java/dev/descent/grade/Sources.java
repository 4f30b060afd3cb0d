package dev.descent.grade;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles source files, and knows where in them things are. */
final class Sources {
  /** A source file that no student needs to write, and that javac need not see. */
  private static final long LARGEST = 1 << 20;

  private static final int PROBLEMS_SHOWN = 5;

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
          "dev.descent.train");

  private final List<Path> files;
  private final DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
  private final JavacTask task;
  private final List<CompilationUnitTree> units = new ArrayList<>();
  private final Map<Path, Map<String, Integer>> methods = new HashMap<>();

  /** What classes know of their source. */
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

  /** Puts the classes of each source file into the folder of that file. */
  private static final class FolderByFile
      extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<Path, Path> folders;

    FolderByFile(Map<Path, Path> folders) {
      super(FILES);
      this.folders = folders;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject source) {
      Path folder = folders.get(Path.of(source.toUri()));
      return FILES
          .getJavaFileObjects(folder.resolve(name.replace('.', '/') + kind.extension))
          .iterator()
          .next();
    }
  }

  /**
   * @param folders what to compile together, the student's file first; and where the classes of
   *     each file go
   */
  Sources(Map<Path, Path> folders, Debug debug) {
    files = List.copyOf(folders.keySet());
    Map<Path, Path> absolute = new HashMap<>();
    folders.forEach((file, folder) -> absolute.put(file.toAbsolutePath(), folder));
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-cp", System.getProperty("java.class.path")));
    // Or javac would look for sources on the class path. Here are only classes.
    options.addAll(List.of("-sourcepath", folders.get(files.get(0)).toString()));
    options.addAll(List.of("-proc:none", "-implicit:none", "-nowarn"));
    options.add(debug.option);
    if (Runtime.version().feature() > LANGUAGE) {
      options.addAll(List.of("--release", Integer.toString(LANGUAGE)));
    }
    task =
        (JavacTask)
            JAVAC.getTask(
                null,
                new FolderByFile(absolute),
                said,
                options,
                null,
                FILES.getJavaFileObjectsFromPaths(files));
  }

  /** Why the file cannot be a student's answer, before any compiler sees it; or null. */
  static String unreadable(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return Files.exists(file) ? "must be a file, and is not one" : "is missing";
      }
      if (Files.size(file) > LARGEST) {
        return "must be smaller than 1 MB, and has " + Files.size(file) + " bytes";
      }
      String text = Files.readString(file);
      if (text.startsWith("\uFEFF")) {
        return "begins with a byte order mark: save it as UTF-8 without one";
      }
      return text.isBlank() ? "is empty" : null;
    } catch (CharacterCodingException e) {
      return "must be text in UTF-8, and has bytes that are not";
    } catch (IOException e) {
      return "cannot be read (" + e + ")";
    }
  }

  /**
   * Compiles.
   *
   * @param name full name of the class that the first file must have; null for any
   * @return why it does not compile, in lines; or null
   */
  String compile(String name) {
    try {
      task.parse().forEach(units::add);
      findMethods(units.get(0));
      if (problems().isEmpty() && name != null) {
        String wrong = wrongName(units.get(0), name);
        if (wrong != null) {
          return files.get(0).getFileName() + " " + wrong;
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
      return "does not compile: something in it is nested too deeply for the compiler";
    }
    List<Diagnostic<? extends JavaFileObject>> problems = problems();
    return problems.isEmpty() ? null : described(problems);
  }

  /**
   * Compiles answers to several exercises, which know nothing of each other: what javac reads of
   * the libraries it then reads once.
   *
   * @param names full name of the class that each file must have
   * @return the files because of which nothing was compiled; compiled alone, each will say why
   */
  Set<Path> compileTogether(Map<Path, String> names) {
    Set<Path> bad = new HashSet<>();
    try {
      task.parse().forEach(units::add);
      for (CompilationUnitTree unit : units) {
        findMethods(unit);
        if (wrongName(unit, names.get(file(unit))) != null) {
          bad.add(file(unit));
        }
      }
      if (bad.isEmpty() && problems().isEmpty()) {
        task.analyze();
      }
      if (bad.isEmpty() && problems().isEmpty()) {
        task.generate();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (StackOverflowError e) {
      return Set.copyOf(files);
    }
    for (Diagnostic<? extends JavaFileObject> problem : problems()) {
      if (problem.getSource() == null) {
        return Set.copyOf(files);
      }
      bad.add(Path.of(problem.getSource().toUri()));
    }
    return bad;
  }

  private static Path file(CompilationUnitTree unit) {
    return Path.of(unit.getSourceFile().toUri());
  }

  private List<Diagnostic<? extends JavaFileObject>> problems() {
    return said.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .collect(Collectors.toList());
  }

  private static String wrongName(CompilationUnitTree unit, String name) {
    int dot = name.lastIndexOf('.');
    String found = String.valueOf(unit.getPackageName());
    if (!found.equals(name.substring(0, dot))) {
      return unit.getPackageName() == null
          ? "must begin with package " + name.substring(0, dot) + "; it names no package"
          : "must be in package " + name.substring(0, dot) + ", and is in " + found;
    }
    List<String> types =
        unit.getTypeDecls().stream()
            .filter(ClassTree.class::isInstance)
            .map(type -> ((ClassTree) type).getSimpleName().toString())
            .toList();
    return types.contains(name.substring(dot + 1))
        ? null
        : "must have the class "
            + name.substring(dot + 1)
            + ", and has "
            + (types.isEmpty() ? "none" : String.join(", ", types));
  }

  /** File, line, the compiler's words, and the line it is about. */
  private String described(List<Diagnostic<? extends JavaFileObject>> problems) {
    StringBuilder text = new StringBuilder("does not compile");
    for (Diagnostic<? extends JavaFileObject> problem :
        problems.subList(0, Math.min(PROBLEMS_SHOWN, problems.size()))) {
      Path file = problem.getSource() == null ? null : Path.of(problem.getSource().toUri());
      String message = problem.getMessage(Locale.ROOT).strip();
      if (file == null) {
        text.append("\n").append(message);
        continue;
      }
      boolean ours = !file.toAbsolutePath().equals(files.get(0).toAbsolutePath());
      text.append("\n")
          .append(file.getFileName())
          .append(":")
          .append(problem.getLineNumber())
          .append(": ")
          .append(message)
          .append(line(file, problem))
          .append(missingImport(message));
      if (ours) {
        text.append("\n  (the tests call your class as the start had it)");
      }
    }
    if (problems.size() > PROBLEMS_SHOWN) {
      text.append("\n… and ").append(problems.size() - PROBLEMS_SHOWN).append(" more");
    }
    return text.toString();
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

  private static String line(Path file, Diagnostic<?> problem) {
    try {
      return Files.readAllLines(file).stream()
          .skip(Math.max(0, problem.getLineNumber() - 1))
          .findFirst()
          .map(line -> "\n    " + line.strip())
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  /** The line of each method of a file, by its name; the first of several. */
  Map<String, Integer> methods(Path file) {
    return methods.getOrDefault(file.toAbsolutePath(), Map.of());
  }

  /** Looked for before javac goes on: it takes the trees apart. */
  private void findMethods(CompilationUnitTree unit) {
    Map<String, Integer> lines = new HashMap<>();
    methods.put(file(unit), lines);
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree method, Void nothing) {
        lines.putIfAbsent(method.getName().toString(), lineOf(unit, method));
        return super.visitMethod(method, nothing);
      }
    }.scan(unit, null);
  }

  private int lineOf(CompilationUnitTree unit, Tree tree) {
    long start = Trees.instance(task).getSourcePositions().getStartPosition(unit, tree);
    return (int) unit.getLineMap().getLineNumber(start);
  }

  /** The method with each TODO of a start, by the number of the TODO. */
  static Map<Integer, String> todos(Path start) {
    Map<Integer, String> methods = new HashMap<>();
    Sources sources = new Sources(Map.of(start, start.toAbsolutePath().getParent()), Debug.ALL);
    try {
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
