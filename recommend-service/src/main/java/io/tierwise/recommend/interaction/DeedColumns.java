package io.tierwise.recommend.interaction;

/** Rows of deeds as columns, so that a history and a log can be read by the same code. */
interface DeedColumns {
  int item(int row);

  byte kind(int row);

  /** Epoch second. */
  long second(int row);

  float rating(int row);
}
