package io.tierwise.segmentation.adapter.web;

import io.tierwise.segmentation.audience.Audience;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A segment by rule, as it is shown.
 *
 * @param customers in it, as far as they are judged
 * @param builtAt when everybody was judged last; null before
 */
record AudienceView(
    String name,
    @Nullable String description,
    Object rule,
    State state,
    long customers,
    String createdBy,
    Instant createdAt,
    Instant changedAt,
    @Nullable Instant builtAt) {
  /** Until it is READY, its members are those by the rule before, or not all. */
  enum State {
    BUILDING,
    READY,
    REMOVING
  }

  static AudienceView of(Audience audience, long customers) {
    State ready = audience.position() == null ? State.READY : State.BUILDING;
    return new AudienceView(
        audience.name(),
        audience.description(),
        audience.tree(),
        audience.removing() ? State.REMOVING : ready,
        customers,
        audience.createdBy(),
        audience.createdAt(),
        audience.changedAt(),
        audience.builtAt());
  }
}
