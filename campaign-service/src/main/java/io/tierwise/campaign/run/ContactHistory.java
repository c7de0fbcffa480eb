package io.tierwise.campaign.run;

import io.tierwise.campaign.lifecycle.Channel;
import java.time.Instant;
import java.util.Map;

/** Port: how many contacts there were, of all campaigns. */
public interface ContactHistory {
  Map<String, Integer> perUser(Instant since);

  Map<Channel, Long> perChannel(Instant since);
}
