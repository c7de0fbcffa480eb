package io.tierwise.profile.publication;

import io.tierwise.profile.history.StoredProfile;
import io.tierwise.profile.publication.FeatureChannel.Publication;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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
  private final PendingPublications pending;
  private final FeatureChannel channel;
  private final PublicationPace pace;
  private final Clock clock;

  public PublishFeatures(
      PendingPublications pending, FeatureChannel channel, PublicationPace pace, Clock clock) {
    this.pending = pending;
    this.channel = channel;
    this.pace = pace;
    this.clock = clock;
  }

  /** Publishes all that is due, until nothing is or the broker refuses. */
  public void publishDue() {
    pending.whileLeading(
        () -> {
          while (publishBatch() == pace.batch()) {
            // A full batch means that more may be due.
          }
        });
  }

  private int publishBatch() {
    Instant now = clock.instant();
    List<String> keys =
        pending.due(now.minus(pace.quiet()), now.minus(pace.patience()), pace.batch());
    if (keys.isEmpty()) {
      return 0;
    }
    // The rows first: a merge that commits in between raises their versions, so that what was read
    // here is published again.
    List<StoredProfile> profiles = pending.read(keys);
    Map<String, List<String>> merged = pending.mergedKeys(keys);
    List<Publication> publications = new ArrayList<>();
    Map<String, Long> versions = new HashMap<>();
    for (StoredProfile profile : profiles) {
      List<String> mergedKeys = merged.getOrDefault(profile.userKey(), List.of());
      publications.add(new Publication(profile.userKey(), ProfileFacts.of(profile, mergedKeys)));
      versions.put(profile.userKey(), profile.version());
    }
    Set<String> sent = channel.send(publications, now);
    versions.keySet().retainAll(sent);
    pending.confirm(versions, now);
    return versions.size();
  }
}
