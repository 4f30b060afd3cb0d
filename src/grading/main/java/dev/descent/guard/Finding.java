package dev.descent.guard;

/**
 * Something refused, and the part of its class that cannot stay because of it.
 *
 * @param member {@link Member#key} of the method or the field; empty for the class itself
 */
record Finding(Part part, String member, Refusal refusal) {
  /** The parts of a class that can go. */
  enum Part {
    /** The class: it is not what it claims to be, or extends what it may not. */
    CLASS,
    /** A field or a method whose declaration names something refused. */
    DECLARATION,
    /** The code of a method; another can stand in its place. */
    CODE,
    /** Marks that only compilers and reflection read: annotations, generic types, throws. */
    MARK
  }
}
