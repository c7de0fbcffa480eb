package io.tierwise.campaign.lifecycle;

import java.util.Optional;

/** DRAFT to RUNNING, RUNNING to PAUSED and back, both to ENDED, which is final. */
public enum CampaignStatus {
  DRAFT,
  RUNNING,
  PAUSED,
  ENDED;

  /** What a person asks for. */
  public enum Transition {
    START,
    PAUSE,
    END
  }

  /** Empty if the state does not allow it. */
  public Optional<CampaignStatus> after(Transition transition) {
    return switch (transition) {
      case START -> this == DRAFT || this == PAUSED ? Optional.of(RUNNING) : Optional.empty();
      case PAUSE -> this == RUNNING ? Optional.of(PAUSED) : Optional.empty();
      case END -> this == RUNNING || this == PAUSED ? Optional.of(ENDED) : Optional.empty();
    };
  }
}
