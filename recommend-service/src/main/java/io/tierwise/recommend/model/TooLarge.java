package io.tierwise.recommend.model;

/** The data exceeds the memory that a trainer may take; the message says what and how much. */
public final class TooLarge extends RuntimeException {
  TooLarge(String message) {
    super(message);
  }
}
