package io.tierwise.segmentation.forecast;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A series continued, and how well it could have been continued before.
 *
 * @param history what it was made of
 * @param model that made it
 * @param statement in a sentence why this model, and how good it was
 * @param candidates all that were tried
 * @param origins days from which each was tried, to choose and to judge
 * @param coverage share of the days that judge which an interval made of the days that choose holds
 */
public record Forecast(
    DailySeries history,
    String model,
    String statement,
    List<Day> days,
    List<Candidate> candidates,
    int origins,
    double coverage) {
  /** Of the days that an interval is to hold. */
  public static final double LEVEL = 0.8;

  public Forecast {
    days = List.copyOf(days);
    candidates = List.copyOf(candidates);
  }

  /**
   * @param low lower end of the interval, not below 0
   */
  public record Day(LocalDate date, double value, double low, double high) {}

  /**
   * @param choosing errors on the earlier days
   * @param judging errors on the later days
   */
  public record Candidate(String model, Errors choosing, Errors judging) {}

  public double total() {
    return days.stream().mapToDouble(Day::value).sum();
  }

  /** Of the model that was used, on days that had no say in choosing it. */
  public @Nullable Errors errors() {
    return candidates.stream()
        .filter(candidate -> candidate.model().equals(model))
        .map(Candidate::judging)
        .findFirst()
        .orElse(null);
  }
}
