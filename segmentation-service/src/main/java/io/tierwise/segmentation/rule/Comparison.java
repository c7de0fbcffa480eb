package io.tierwise.segmentation.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a number compares with a bound. */
public enum Comparison {
  LESS("<"),
  AT_MOST("<="),
  EQUAL("="),
  AT_LEAST(">="),
  MORE(">");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
  }

  public String symbol() {
    return symbol;
  }

  boolean holds(double value, double bound) {
    return switch (this) {
      case LESS -> value < bound;
      case AT_MOST -> value <= bound;
      case EQUAL -> value == bound;
      case AT_LEAST -> value >= bound;
      case MORE -> value > bound;
    };
  }

  static Optional<Comparison> ofSymbol(String symbol) {
    return Arrays.stream(values()).filter(c -> c.symbol.equals(symbol)).findFirst();
  }

  static List<String> symbols() {
    return Arrays.stream(values()).map(Comparison::symbol).toList();
  }
}
