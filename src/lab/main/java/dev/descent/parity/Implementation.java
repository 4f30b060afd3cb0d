package dev.descent.parity;

/** The choice of the class that stands for the construct of a fixture. */
public enum Implementation {
  /** The class that Descent uses. */
  OURS,

  /** The class of DL4J that comes nearest; all the rest of the training stays ours. */
  NEAREST;

  /** Tells if DL4J's class is to stand for this construct in the training of a fixture. */
  boolean isNearest(Construct construct, Fixture fixture) {
    return this == NEAREST && fixture.construct() == construct;
  }
}
