package io.tierwise.campaign.outcome;

import io.tierwise.campaign.response.ResponseCount;
import java.time.Instant;
import java.util.List;

/** Port: what users did. Keeping the same outcome again changes nothing. */
public interface Outcomes {
  /** How many of them were new. */
  record Kept(int impressions, int clicks, int orders, int refunds) {}

  Kept keep(List<Touch> touches, List<OrderSeen> orders, List<RefundSeen> refunds);

  /** Contacts and responses so far, by offer, channel and tier. */
  List<ResponseCount> responses(Instant now);
}
