package dev.descent.guard;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;

/**
 * A method, a constructor or a field, as code names it.
 *
 * @param owner the class that it is looked for in; another may declare it
 */
record Member(String owner, String name, String descriptor) {
  /** A text that tells a member of a class from all others. */
  static String key(String name, String descriptor) {
    return name + " " + descriptor;
  }

  String key() {
    return key(name, descriptor);
  }

  Member of(String other) {
    return new Member(other, name, descriptor);
  }

  /** The name as the list has it: a constructor is {@code new}. */
  String plainName() {
    return name.equals("<init>") ? "new" : name;
  }

  /**
   * The name, for a method with the simple names of its parameters, as {@code
   * create(double[],int[])}.
   */
  String withParameters() {
    return isMethod() ? plainName() + "(" + parameters(",") + ")" : plainName();
  }

  boolean isMethod() {
    return descriptor.startsWith("(");
  }

  /**
   * The member as a student writes it, with the parameters that tell it from others of its name.
   */
  String words() {
    String type = words(owner);
    String plain = name.equals("<init>") ? "new " + type : type + "." + name;
    return isMethod() ? plain + "(" + parameters(", ") + ")" : plain;
  }

  private String parameters(String between) {
    return Arrays.stream(Type.getArgumentTypes(descriptor))
        .map(type -> type.getClassName().replaceFirst("^.*[.$](?=\\w)", ""))
        .collect(Collectors.joining(between));
  }

  static String words(String type) {
    return type.replace('/', '.').replace('$', '.');
  }
}
