package io.tierwise.campaign.lifecycle;

import java.util.Optional;

/** DRAFT to SCHEDULED and RUNNING, RUNNING to PAUSED and back, to FINISHED, which is final. */
public enum CampaignStatus {
  DRAFT,
  /** Starts by itself when its window opens. */
  SCHEDULED,
  RUNNING,
  PAUSED,
  FINISHED;

  /** What a person asks for. */
  public enum Transition {
    SCHEDULE,
    UNSCHEDULE,
    START,
    PAUSE,
    END
  }

  /** Empty if the state does not allow it. */
  public Optional<CampaignStatus> after(Transition transition) {
    boolean allowed =
        switch (transition) {
          case SCHEDULE -> this == DRAFT;
          case UNSCHEDULE -> this == SCHEDULED;
          case START -> this == DRAFT || this == SCHEDULED || this == PAUSED;
          case PAUSE -> this == RUNNING;
          case END -> this == RUNNING || this == PAUSED;
        };
    return allowed ? Optional.of(end(transition)) : Optional.empty();
  }

  private static CampaignStatus end(Transition transition) {
    return switch (transition) {
      case SCHEDULE -> SCHEDULED;
      case UNSCHEDULE -> DRAFT;
      case START -> RUNNING;
      case PAUSE -> PAUSED;
      case END -> FINISHED;
    };
  }

  /** Why a step that this state does not allow is refused, as a code. */
  public String refusal(Transition transition) {
    if (this == FINISHED) {
      return "campaign-finished";
    }
    return switch (transition) {
      case SCHEDULE -> this == SCHEDULED ? "already-scheduled" : "already-started";
      case UNSCHEDULE -> "not-scheduled";
      case START -> "already-running";
      case PAUSE -> "not-running";
      case END -> "not-started";
    };
  }

  /** Whether contacts may have been made: then the experiment's design is fixed. */
  public boolean hasStarted() {
    return this == RUNNING || this == PAUSED || this == FINISHED;
  }
}
