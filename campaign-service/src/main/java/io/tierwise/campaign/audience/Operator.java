package io.tierwise.campaign.audience;

/** How a condition compares a feature. */
public enum Operator {
  GT,
  GTE,
  LT,
  LTE,
  EQ,
  NE,
  IN,
  EXISTS;

  boolean isOrder() {
    return this == GT || this == GTE || this == LT || this == LTE;
  }
}
