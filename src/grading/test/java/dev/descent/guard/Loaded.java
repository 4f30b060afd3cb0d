package dev.descent.guard;

import dev.descent.exercise.NotAllowed;
import java.util.Map;

/** Classes of an answer as the JVM sees them: verified, linked and set up. */
final class Loaded extends ClassLoader {
  private final Map<String, byte[]> classes;

  /**
   * @param classes by path
   */
  Loaded(Map<String, byte[]> classes) {
    super(Loaded.class.getClassLoader());
    this.classes = classes;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name.replace('.', '/') + ".class");
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  /** Sets up all of them; throws what the JVM thinks of those that cannot be. */
  void all() throws ClassNotFoundException {
    for (String path : classes.keySet()) {
      String name = path.replaceFirst("\\.class$", "").replace('/', '.');
      try {
        Class.forName(name, true, this);
      } catch (NotAllowed | NoClassDefFoundError e) {
        // Its static initialiser was cut, or that of a class which it needs.
        Class.forName(name, false, this);
      }
    }
  }
}
