package io.tierwise.profile.publication;

import io.tierwise.profile.history.StoredProfile;
import io.tierwise.profile.publication.FeatureChannel.Publication;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Publishes what changed, some time after its commit: many changes of a user within that time
 * become one message. A profile stays pending until the broker has acknowledged the very version
 * that is stored, so a crash anywhere repeats a message at worst, and what is pending at a start
 * goes out.
 */
public final class PublishFeatures {
  /** Keys that a run takes on at a time, for the memory's sake. */
  private static final int MOST = 20_000;

  private final PendingPublications pending;
  private final FeatureChannel channel;
  private final SuspectedUsers suspects;
  private final PublicationPace pace;
  private final Clock clock;

  public PublishFeatures(
      PendingPublications pending,
      FeatureChannel channel,
      SuspectedUsers suspects,
      PublicationPace pace,
      Clock clock) {
    this.pending = pending;
    this.channel = channel;
    this.suspects = suspects;
    this.pace = pace;
    this.clock = clock;
  }

  /** Publishes what is due now, until the broker refuses. */
  public void publishDue() {
    publish(pace.quiet());
  }

  /** Publishes what nobody may wait for any longer, whether or not it goes on changing. */
  public void publishOverdue() {
    publish(pace.patience());
  }

  private void publish(Duration quiet) {
    pending.whileLeading(
        () -> {
          Instant now = clock.instant();
          List<String> due = pending.due(now.minus(quiet), now.minus(pace.patience()), MOST);
          int from = 0;
          boolean accepted = true;
          while (accepted && from < due.size()) {
            int to = Math.min(due.size(), from + pace.batch());
            accepted = publish(due.subList(from, to), now);
            from = to;
          }
        });
  }

  /**
   * @return whether the broker has taken all
   */
  private boolean publish(List<String> keys, Instant now) {
    // The rows first: a merge that commits in between raises their versions, so that what was read
    // here is published again.
    List<StoredProfile> profiles = pending.read(keys);
    Map<String, List<String>> merged = pending.mergedKeys(keys);
    List<String> all = new ArrayList<>(keys);
    merged.values().forEach(all::addAll);
    // Last: a flag that is set after this raises the versions, so that they are published again.
    Set<String> suspected = suspects.among(all);
    List<Publication> publications = new ArrayList<>();
    Map<String, Long> versions = new HashMap<>();
    for (StoredProfile profile : profiles) {
      List<String> mergedKeys = merged.getOrDefault(profile.userKey(), List.of());
      boolean learnable =
          !suspected.contains(profile.userKey()) && Collections.disjoint(suspected, mergedKeys);
      publications.add(
          new Publication(
              profile.userKey(), learnable ? ProfileFacts.of(profile, mergedKeys) : null));
      versions.put(profile.userKey(), profile.version());
    }
    Set<String> sent = channel.send(publications, now);
    versions.keySet().retainAll(sent);
    pending.confirm(versions, now);
    return versions.size() == publications.size();
  }
}
