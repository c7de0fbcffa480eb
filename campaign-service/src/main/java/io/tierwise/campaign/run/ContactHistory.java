package io.tierwise.campaign.run;

import io.tierwise.campaign.lifecycle.Channel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** Port: how many contacts there were, of all campaigns. */
public interface ContactHistory {
  Map<String, Integer> perUser(Instant since);

  Map<Channel, Long> perChannel(Instant since);

  /** In micro-units by campaign, on a day of the shop. */
  Map<String, Long> spentOn(LocalDate day);
}
