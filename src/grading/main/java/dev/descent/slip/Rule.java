package dev.descent.slip;

/**
 * The kinds of slips. Where several explain the same numbers, the one that is named first here
 * explains them best: it says most of what was thought.
 */
public enum Rule {
  /** A factor that is squared together with what it belongs to: (c x)², not c x². */
  SQUARED_TOO("a factor is squared together with what it belongs to"),
  /** A function over one operand too many or too few: √(v + ε), not √v + ε. */
  MOVED("a function or a bracket ends too early or too late"),
  /** Brackets in another place: (p − g) · lr, not p − g · lr. */
  REGROUPED("brackets stand in another place"),
  /** A share for its complement: c, not 1 − c. */
  COMPLEMENT("a share is taken for its complement"),
  /** An array changed that others see. */
  IN_PLACE("an array changes in place that is used again"),
  /** A new array where one should change. */
  NOT_IN_PLACE("a new array is made where one should change"),
  /** The thing itself where a copy is needed. */
  NO_COPY("a copy is missing"),
  /** + for −, · for /. */
  OPERATION("an operation is another one, such as + for −"),
  /** Operands or arguments in the other order. */
  SWAPPED("two values stand in each other’s place"),
  /** A factor, a term or a function left out. */
  LEFT_OUT("a factor, a term or a function is missing"),
  /** The same done once more. */
  ONCE_MORE("something is done once more"),
  /** A bound that is in or out. */
  COMPARISON("a bound is in where it should be out, or out where it should be in"),
  /** A condition that is turned round, or has a part less. */
  CONDITION("a condition is missing or turned round"),
  /** A count that is one off. */
  ONE_OFF("a number is one too large or one too small"),
  /** A sum for a mean, a length for a number of rows, a maximum for a minimum. */
  REDUCTION("something is summed up in another way, such as a mean for a sum"),
  /** Another of the values at hand. */
  OTHER_VALUE("one value is taken for another"),
  /** Another number. */
  NUMBER("a number is another one"),
  /** A loop that ends after its first round, or begins late. */
  ROUND("a loop begins too late or ends too early"),
  /** A step left out. */
  STEP_LEFT_OUT("a step is missing"),
  /** A step in another place. */
  STEP_MOVED("a step comes too early or too late"),
  /** A step done twice. */
  STEP_TWICE("a step is done twice"),
  /** Two of these at once. */
  PAIR("two things are wrong at once");

  private final String inWords;

  Rule(String inWords) {
    this.inWords = inWords;
  }

  /** What is wrong, whatever the code looks like. */
  String inWords() {
    return inWords;
  }
}
