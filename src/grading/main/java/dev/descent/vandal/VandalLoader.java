package dev.descent.vandal;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Loads an answer so that {@link Vandal} hears of every call, and its tests as they are. */
public final class VandalLoader extends URLClassLoader {
  private final JarFile answer;

  /**
   * @param answer archive with its classes
   * @param tests archive with those of the tests
   */
  public VandalLoader(Path answer, Path tests) throws IOException {
    super(new URL[] {tests.toUri().toURL()}, Vandal.class.getClassLoader());
    this.answer = new JarFile(answer.toFile());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    JarEntry entry = answer.getJarEntry(name.replace('.', '/') + ".class");
    if (entry == null) {
      return super.findClass(name);
    }
    try (var in = answer.getInputStream(entry)) {
      byte[] classFile = Rewriter.rewrite(in.readAllBytes());
      return defineClass(name, classFile, 0, classFile.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  @Override
  public void close() throws IOException {
    answer.close();
    super.close();
  }
}
