package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.journey.Journey;
import io.tierwise.campaign.journey.JourneyDocument;
import io.tierwise.campaign.journey.JourneyFigures.Listed;
import io.tierwise.campaign.journey.Journeys.Version;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param version that new entrants get
 */
record JourneyView(
    String id,
    String status,
    int version,
    JourneyDocument journey,
    @Nullable Instant activeSince,
    Instant createdAt,
    Instant updatedAt) {
  static JourneyView of(Journey journey) {
    return new JourneyView(
        journey.id(),
        journey.status().id(),
        journey.version(),
        journey.document(),
        journey.activeSince(),
        journey.createdAt(),
        journey.updatedAt());
  }

  record VersionView(int version, JourneyDocument journey, Instant createdAt) {
    static VersionView of(Version version) {
      return new VersionView(version.version(), version.document(), version.createdAt());
    }
  }

  /**
   * @param state waiting, active, held_out, refused, done or exited
   * @param step where the user is
   * @param dueAt when something happens by itself
   * @param outcome why it ended
   */
  record EnrolmentView(
      String id,
      String journeyId,
      int version,
      String userId,
      String state,
      Instant triggeredAt,
      @Nullable Instant enteredAt,
      @Nullable String step,
      @Nullable Instant dueAt,
      @Nullable String outcome,
      @Nullable Instant endedAt,
      Map<String, String> context) {
    static EnrolmentView of(Listed listed) {
      return new EnrolmentView(
          String.valueOf(listed.id()),
          listed.journeyId(),
          listed.version(),
          listed.userId(),
          listed.state().name().toLowerCase(java.util.Locale.ROOT),
          listed.triggeredAt(),
          listed.enteredAt(),
          listed.step(),
          listed.dueAt(),
          listed.outcome(),
          listed.endedAt(),
          listed.context());
    }
  }
}
