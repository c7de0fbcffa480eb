package io.tierwise.campaign.report;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Port: counts contacts and outcomes, set-based. */
public interface MoneyFigures {
  /**
   * @param key tier, channel, ...; empty for the total
   */
  record Row(Dimension dimension, String key, Figures figures) {}

  /** By dimension and key. */
  List<Row> rows(ReportScope scope, Set<Dimension> dimensions);

  /**
   * What the treated and the held-out did, by campaign and by the tier they had. The period is that
   * in which the experiment took them in.
   */
  List<Trial> trials(ReportScope scope, Instant now);

  /** For several campaigns together: in total and by tier. */
  List<Spread> spreads(ReportScope scope);

  /**
   * Variance of the incremental revenue and of its margin, in squared units of currency. What a
   * user did in several campaigns is taken together, as it is not independent.
   *
   * @param dimension TOTAL or TIER
   */
  record Spread(Dimension dimension, String key, double revenue, double contribution) {}
}
