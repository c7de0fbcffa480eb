package io.tierwise.segmentation.report;

import io.tierwise.segmentation.rfm.RfmScore;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Port: what a report tells beyond the result of the run. */
public interface ReportFigures {
  /** Customers of a run by their scores; empty where the assignments are no longer kept. */
  List<Scored> scored(UUID runId);

  /** How lifetime values are spread over customers; empty where nobody has one. */
  Optional<Values> values(int bins);

  record Scored(RfmScore score, long customers, BigDecimal revenue) {}

  /**
   * @param horizonDays how far the values look
   * @param width of a bin, in money; the first begins at 0
   * @param counts customers by bin; the last also holds all that is above it
   */
  record Values(int horizonDays, long customers, double total, double width, List<Long> counts) {
    public Values {
      counts = List.copyOf(counts);
    }
  }
}
