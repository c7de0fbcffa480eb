package io.tierwise.recommend.model;

import java.util.List;

/**
 * Why an item has its score.
 *
 * @param total of all parts
 * @param largest of the parts, largest first; of equal ones the first
 */
public record Explanation(double total, List<Contribution> largest) {
  public Explanation {
    largest = List.copyOf(largest);
  }

  static Explanation of(List<Contribution> parts, int most) {
    double total = 0;
    TopK best = new TopK(most);
    for (int part = 0; part < parts.size(); part++) {
      total += parts.get(part).score();
      best.offer(part, parts.get(part).score());
    }
    return new Explanation(total, best.best().stream().map(parts::get).toList());
  }
}
