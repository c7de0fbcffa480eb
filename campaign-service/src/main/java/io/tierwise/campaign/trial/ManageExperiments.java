package io.tierwise.campaign.trial;

import io.tierwise.campaign.audience.Persons;
import io.tierwise.campaign.experiment.VariantAssignment;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Sets experiments up, starts and stops them, assigns users and reads results. */
public final class ManageExperiments {
  private final Experiments experiments;
  private final Persons persons;
  private final Clock clock;

  public ManageExperiments(Experiments experiments, Persons persons, Clock clock) {
    this.experiments = experiments;
    this.persons = persons;
    this.clock = clock;
  }

  /**
   * @param exposed whether the user counts as a unit; only while the experiment runs
   */
  public record Assignment(
      String experimentId, String userId, ExperimentDesign.Variant variant, boolean exposed) {}

  public Experiment create(ExperimentDesign design, boolean running) {
    Experiment made = experiments.create(UUID.randomUUID().toString(), design, clock.instant());
    return running ? experiments.start(made.id(), clock.instant()).orElseThrow() : made;
  }

  /** Empty if the experiment is no draft. */
  public Optional<Experiment> start(String id) {
    return experiments.start(id, clock.instant());
  }

  /** Empty if the experiment does not run. */
  public Optional<Experiment> stop(String id) {
    return experiments.stop(id, "stopped by hand", null, clock.instant());
  }

  /**
   * Which variant the user gets. While it runs, the user counts from the first time on and keeps
   * the variant; afterwards everybody gets the winner, or the control if there is none.
   */
  public Assignment assign(Experiment experiment, String userId) {
    String person = persons.canonical(userId);
    ExperimentDesign design = experiment.design();
    String hashed =
        design
            .variants()
            .get(new VariantAssignment(design.salt(), experiment.currentShares()).of(person))
            .name();
    return switch (experiment.state()) {
      case DRAFT -> assignment(experiment, userId, hashed, false);
      case STOPPED ->
          assignment(
              experiment,
              userId,
              experiment.winner() == null
                  ? design.variants().getFirst().name()
                  : experiment.winner(),
              false);
      case RUNNING -> {
        String variant =
            experiments
                .exposure(experiment.id(), userId)
                .orElseGet(
                    () -> experiments.expose(experiment.id(), userId, hashed, clock.instant()));
        yield assignment(experiment, userId, variant, true);
      }
    };
  }

  private static Assignment assignment(
      Experiment experiment, String userId, String variant, boolean exposed) {
    return new Assignment(experiment.id(), userId, experiment.variant(variant), exposed);
  }

  public ExperimentResults results(Experiment experiment) {
    return new Analysis(experiment, experiments.samples(experiment)).results();
  }
}
