package io.tierwise.campaign.uplift;

import java.time.Instant;
import java.util.List;

/** Port: a campaign's randomised users as rows to learn from. */
public interface RandomisedUnits {
  /** What the columns of the features mean; all from before the user was chosen. */
  List<String> FEATURES =
      List.of(
          "orders before",
          "spend before",
          "days since the last order, at most 365",
          "clicks before",
          "contacts before");

  /** Users whose window has passed; answered: ordered within it, whatever caused it. */
  UpliftData of(String campaignId, Instant now);
}
