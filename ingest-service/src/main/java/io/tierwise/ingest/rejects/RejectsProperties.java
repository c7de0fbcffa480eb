package io.tierwise.ingest.rejects;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How rejected events are kept and replayed.
 *
 * @param retention how long they are kept
 * @param sweep how often those that are older are looked for
 * @param readers names of the write keys that may see and replay them, for payloads are personal
 *     data; empty for all keys
 * @param lease a replay without progress for so long goes to another instance
 * @param poll how often it is looked for replays that another instance left or queued
 * @param page events that a replay takes at a time
 * @param maxReplays that are queued or running
 */
@ConfigurationProperties("tierwise.ingest.rejects")
public record RejectsProperties(
    @DefaultValue("30d") Duration retention,
    @DefaultValue("10m") Duration sweep,
    @DefaultValue Set<String> readers,
    @DefaultValue("60s") Duration lease,
    @DefaultValue("2s") Duration poll,
    @DefaultValue("100") int page,
    @DefaultValue("20") int maxReplays) {
  public RejectsProperties {
    readers = Set.copyOf(readers);
    if (!retention.isPositive()
        || !sweep.isPositive()
        || !lease.isPositive()
        || !poll.isPositive()) {
      throw new IllegalArgumentException("tierwise.ingest.rejects: spans must be positive");
    }
    if (page < 1 || page > 1_000 || maxReplays < 1) {
      throw new IllegalArgumentException(
          "tierwise.ingest.rejects: page must be 1 to 1000 and max-replays positive");
    }
  }
}
