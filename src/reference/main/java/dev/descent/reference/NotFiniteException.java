package dev.descent.reference;

/** A training whose numbers no fixture can hold: it left the finite ones. */
final class NotFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
