package io.tierwise.profile.quality;

import java.time.Instant;
import java.util.List;

/**
 * Somebody looked at a suspicion and found a customer.
 *
 * @param rules that had fired
 */
public record Clearance(
    String userKey, List<String> rules, String by, String reason, Instant clearedAt) {
  public Clearance {
    rules = List.copyOf(rules);
  }
}
