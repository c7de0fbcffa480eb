package io.tierwise.campaign.journey;

import io.tierwise.campaign.journey.JourneyStatus.Move;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** What people do with journeys. Refusals are values. */
public final class ManageJourneys {
  private final Journeys journeys;
  private final Clock clock;

  public ManageJourneys(Journeys journeys, Clock clock) {
    this.journeys = journeys;
    this.clock = clock;
  }

  /** How a change ended. */
  public sealed interface Change {
    record Changed(Journey journey) implements Change {}

    record NotFound() implements Change {}

    /** Somebody else changed it first. */
    record Stale() implements Change {}

    /** The journey's state does not allow it. */
    record Refused(String code, String reason) implements Change {}
  }

  public Journey create(JourneyDocument document) {
    return journeys.create(UUID.randomUUID().toString(), document, clock.instant());
  }

  public Change replace(String id, long revision, JourneyDocument document) {
    Optional<Journey> found = journeys.find(id);
    if (found.isEmpty()) {
      return new Change.NotFound();
    }
    if (found.get().revision() != revision) {
      return new Change.Stale();
    }
    if (found.get().status() == JourneyStatus.ENDED) {
      return new Change.Refused("journey-ended", "An ended journey cannot be changed");
    }
    return changed(journeys.save(id, revision, document, clock.instant()));
  }

  public Change move(String id, Move move) {
    Optional<Journey> found = journeys.find(id);
    if (found.isEmpty()) {
      return new Change.NotFound();
    }
    Journey journey = found.get();
    Optional<JourneyStatus> next = journey.status().after(move);
    return next.isEmpty()
        ? new Change.Refused(
            "wrong-state", "A journey that is " + journey.status() + " cannot " + move)
        : changed(journeys.move(id, journey.revision(), next.get(), clock.instant()));
  }

  /** Only drafts: what was sent by the others must stay explicable. */
  public Change delete(String id) {
    Optional<Journey> found = journeys.find(id);
    if (found.isEmpty()) {
      return new Change.NotFound();
    }
    Journey journey = found.get();
    if (journey.status() != JourneyStatus.DRAFT) {
      return new Change.Refused(
          "wrong-state", "Only a draft can be deleted; this journey is " + journey.status());
    }
    return journeys.delete(id, journey.revision())
        ? new Change.Changed(journey)
        : new Change.Stale();
  }

  private static Change changed(Optional<Journey> journey) {
    return journey.<Change>map(Change.Changed::new).orElseGet(Change.Stale::new);
  }
}
