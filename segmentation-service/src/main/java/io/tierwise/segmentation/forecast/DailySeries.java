package io.tierwise.segmentation.forecast;

import java.time.LocalDate;
import java.util.List;

/**
 * One value for each of a run of days without a gap, in UTC.
 *
 * @param first day of the first value
 */
public record DailySeries(LocalDate first, List<Double> values) {
  public DailySeries {
    values = List.copyOf(values);
  }

  public LocalDate day(int index) {
    return first.plusDays(index);
  }

  double[] array() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
