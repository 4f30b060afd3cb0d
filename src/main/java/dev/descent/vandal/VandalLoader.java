package dev.descent.vandal;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads an answer so that {@link Vandal} hears of every call, and its tests as they are. */
public final class VandalLoader extends URLClassLoader {
  private final Path answer;

  /**
   * @param answer folder with its classes, and no others
   * @param tests folder with those of the tests
   */
  public VandalLoader(Path answer, Path tests) throws MalformedURLException {
    super(new URL[] {tests.toUri().toURL()}, Vandal.class.getClassLoader());
    this.answer = answer;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    Path file = answer.resolve(name.replace('.', '/') + ".class");
    if (!Files.isRegularFile(file)) {
      return super.findClass(name);
    }
    try {
      byte[] classFile = Rewriter.rewrite(Files.readAllBytes(file));
      return defineClass(name, classFile, 0, classFile.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
