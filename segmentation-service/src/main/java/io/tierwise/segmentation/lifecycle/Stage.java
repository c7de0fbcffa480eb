package io.tierwise.segmentation.lifecycle;

import java.util.Locale;

/** Where a customer is. */
public enum Stage {
  PROSPECT("has not ordered yet"),
  NEW("has ordered once, lately"),
  ACTIVE("orders again"),
  LOYAL("has ordered often, and still does"),
  WON_BACK("had lapsed before the last order"),
  AT_RISK("is late with the next order"),
  LAPSED("is so late that the next order would be a return");

  private final String meaning;

  Stage(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }

  /** As it is written in answers and rules. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
