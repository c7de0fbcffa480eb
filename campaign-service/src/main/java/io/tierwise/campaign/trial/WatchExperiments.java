package io.tierwise.campaign.trial;

import io.tierwise.campaign.trial.ExperimentDesign.Mode;
import io.tierwise.campaign.trial.ExperimentDesign.StopRules;
import io.tierwise.campaign.trial.ExperimentResults.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Stops running experiments by their rules, and moves the shares of those that want it. */
public final class WatchExperiments {
  private static final double LEAST_TRAFFIC = 0.2;
  private final Experiments experiments;
  private final Clock clock;

  public WatchExperiments(Experiments experiments, Clock clock) {
    this.experiments = experiments;
    this.clock = clock;
  }

  public void lookAtAll() {
    experiments.running().forEach(this::look);
  }

  private void look(Experiment experiment) {
    Analysis analysis = new Analysis(experiment, experiments.samples(experiment));
    Verdict verdict = analysis.results().verdict();
    String reason = reason(experiment, verdict);
    if (reason != null) {
      experiments.stop(experiment.id(), reason, verdict.winner(), clock.instant());
    } else if (experiment.design().mode() == Mode.THOMPSON) {
      int variants = experiment.design().variants().size();
      experiments.reshare(experiment.id(), analysis.thompsonShares(LEAST_TRAFFIC / variants));
    }
  }

  private @Nullable String reason(Experiment experiment, Verdict verdict) {
    StopRules rules = experiment.design().stopRules();
    boolean stops =
        switch (verdict.kind()) {
          case WINNER -> rules.whenDecided();
          case SAMPLE_RATIO_MISMATCH -> rules.onSampleRatio();
          case GUARD_RAIL_BREACHED -> rules.onGuardRail();
          case TOO_EARLY, UNDECIDED -> false;
        };
    if (stops) {
      return verdict.text();
    }
    Instant started = experiment.startedAt();
    Integer days = rules.mostDays();
    return started != null
            && days != null
            && !clock.instant().isBefore(started.plus(Duration.ofDays(days)))
        ? "it has run for " + days + " days"
        : null;
  }
}
