package io.tierwise.campaign.pressure;

import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.pressure.ContactAllowance.Taken;
import java.time.Instant;
import java.util.List;

/** Port: the allowances of many people at once. */
public interface ContactAllowances {
  /**
   * @param key as of {@link ContactAllowance#take}
   */
  record Wanted(String userId, String key) {}

  /**
   * Takes a contact for each, in the transaction that is under way: it is given back if that fails.
   *
   * @return what became of each
   */
  List<Taken> takeAll(List<Wanted> wanted, Channel channel, Instant at);
}
