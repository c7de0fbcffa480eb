package io.tierwise.segmentation.activity;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an order is made of, by top category. */
public final class OrderParts {
  /** Stands for those without a category. */
  public static final String NONE = "(none)";

  /**
   * @param category null for none
   * @param price of one piece; null where it is not told
   */
  public record Line(@Nullable String category, @Nullable BigDecimal price, int quantity) {}

  /**
   * @param share of the worth of the order, all parts together 1
   */
  public record Part(double share, long units) {}

  /** Shares are by price where every line has one, else by pieces. */
  public static Map<String, Part> of(List<Line> lines) {
    boolean priced =
        lines.stream().allMatch(line -> line.price() != null)
            && lines.stream().anyMatch(line -> worth(line, true) > 0);
    double total = lines.stream().mapToDouble(line -> worth(line, priced)).sum();
    Map<String, Part> parts = new LinkedHashMap<>();
    for (Line line : lines) {
      String category = line.category() == null ? NONE : line.category();
      parts.merge(
          category,
          new Part(worth(line, priced) / total, pieces(line)),
          (a, b) -> new Part(a.share() + b.share(), a.units() + b.units()));
    }
    return parts;
  }

  private static double worth(Line line, boolean priced) {
    BigDecimal price = line.price();
    return pieces(line) * (priced && price != null ? Math.max(0, price.doubleValue()) : 1);
  }

  private static long pieces(Line line) {
    return Math.max(1, line.quantity());
  }

  private OrderParts() {}
}
