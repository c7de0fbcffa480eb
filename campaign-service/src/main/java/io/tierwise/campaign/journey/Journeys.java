package io.tierwise.campaign.journey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: the journeys. */
public interface Journeys {
  Journey create(String id, JourneyDocument document, Instant now);

  Optional<Journey> find(String id);

  /**
   * @param after id of the last journey of the page before; null for the first page
   */
  List<Journey> list(@Nullable JourneyStatus status, @Nullable String after, int limit);

  /** Oldest first. */
  List<Version> versions(String id);

  /**
   * A draft keeps its version; any other journey gets a new one.
   *
   * @return empty if the revision is not the current one
   */
  Optional<Journey> save(String id, long revision, JourneyDocument document, Instant now);

  /**
   * Those on the way stop at a pause, go on after it, and end with the journey.
   *
   * @return empty if the revision is not the current one
   */
  Optional<Journey> move(String id, long revision, JourneyStatus status, Instant now);

  /**
   * @return false if the revision is not the current one
   */
  boolean delete(String id, long revision);

  /** Changes whenever any journey does. */
  long changes();

  /** All that were ever active and have not ended. */
  List<Running> running();

  record Version(int version, JourneyDocument document, Instant createdAt) {}

  /**
   * @param versions of which somebody may be on the way; the last is that of new entrants
   */
  record Running(String id, JourneyStatus status, Instant activeSince, List<Version> versions) {}
}
