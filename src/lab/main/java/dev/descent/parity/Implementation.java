package dev.descent.parity;

/** Whose class stands for the construct that a fixture is about. */
public enum Implementation {
  /** The one that Descent uses. */
  OURS,

  /** The one of DL4J that comes nearest; all the rest of the training stays ours. */
  NEAREST
}
