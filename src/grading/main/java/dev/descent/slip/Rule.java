package dev.descent.slip;

/**
 * The kinds of slips. Where several explain the same numbers, the one that is named first here
 * explains them best: it says most of what was thought.
 */
public enum Rule {
  /** A factor that is squared together with what it belongs to: (c x)², not c x². */
  SQUARED_TOO,
  /** A function over one operand too many or too few: √(v + ε), not √v + ε. */
  MOVED,
  /** Brackets in another place: (p − g) · lr, not p − g · lr. */
  REGROUPED,
  /** A share for its complement: c, not 1 − c. */
  COMPLEMENT,
  /** An array changed that others see. */
  IN_PLACE,
  /** A new array where one should change. */
  NOT_IN_PLACE,
  /** The thing itself where a copy is needed. */
  NO_COPY,
  /** + for −, · for /. */
  OPERATION,
  /** Operands or arguments in the other order. */
  SWAPPED,
  /** A factor, a term or a function left out. */
  LEFT_OUT,
  /** The same done once more. */
  ONCE_MORE,
  /** A bound that is in or out. */
  COMPARISON,
  /** A condition that is turned round, or has a part less. */
  CONDITION,
  /** A count that is one off. */
  ONE_OFF,
  /** A sum for a mean, a length for a number of rows, a maximum for a minimum. */
  REDUCTION,
  /** Another of the values at hand. */
  OTHER_VALUE,
  /** Another number. */
  NUMBER,
  /** A loop that ends after its first round, or begins late. */
  ROUND,
  /** A step left out. */
  STEP_LEFT_OUT,
  /** A step in another place. */
  STEP_MOVED,
  /** A step done twice. */
  STEP_TWICE,
  /** Two of these at once. */
  PAIR
}
