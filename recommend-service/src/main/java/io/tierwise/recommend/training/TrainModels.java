package io.tierwise.recommend.training;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.CatalogueEntry;
import io.tierwise.recommend.evaluation.RankingMetrics;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.model.ModelFormat;
import io.tierwise.recommend.model.RecommendationModel;
import io.tierwise.recommend.model.TooLarge;
import io.tierwise.recommend.serving.LiveModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Carries out queued runs: load, search, evaluate, refit on everything, store, and put live what is
 * not worse.
 */
public final class TrainModels {
  private static final System.Logger log = System.getLogger(TrainModels.class.getName());
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final int MAX_ATTEMPTS = 3;

  private final TrainingRuns runs;
  private final TrainingData data;
  private final Training training;
  private final Catalogue catalogue;
  private final Models models;
  private final LiveModel live;
  private final Clock clock;
  private final AtomicLong succeeded = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile double lastSeconds;

  public TrainModels(
      TrainingRuns runs,
      TrainingData data,
      Training training,
      Catalogue catalogue,
      Models models,
      LiveModel live,
      Clock clock) {
    this.models = models;
    this.runs = runs;
    this.data = data;
    this.training = training;
    this.catalogue = catalogue;
    this.live = live;
    this.clock = clock;
  }

  /** Runs that ended with a model, since the start. */
  public long succeeded() {
    return succeeded.get();
  }

  /** Runs that ended without one, since the start. */
  public long failed() {
    return failed.get();
  }

  /** Duration of the last run that succeeded, 0 before. */
  public double lastSeconds() {
    return lastSeconds;
  }

  /** The run was cancelled, or another worker took it over. */
  private static final class RunLost extends RuntimeException {}

  /**
   * Carries out the next run, if there is one.
   *
   * @return the run as it was taken up
   */
  public Optional<TrainingRun> trainNext() {
    Instant now = clock.instant();
    Optional<TrainingRun> claimed = runs.claim(now, now.plus(LEASE));
    claimed.ifPresent(this::carryOut);
    return claimed;
  }

  private void carryOut(TrainingRun run) {
    if (run.attempt() > MAX_ATTEMPTS) {
      fail(run, "given up after " + MAX_ATTEMPTS + " attempts");
      return;
    }
    try {
      train(run);
    } catch (RunLost e) {
      log.log(
          System.Logger.Level.WARNING, "training run {0} was cancelled or taken over", run.id());
    } catch (RuntimeException | OutOfMemoryError e) {
      log.log(System.Logger.Level.ERROR, "training run " + run.id() + " failed", e);
      fail(run, e instanceof TooLarge ? String.valueOf(e.getMessage()) : String.valueOf(e));
    }
  }

  private void train(TrainingRun claimed) {
    Map<String, Long> facts = new LinkedHashMap<>();
    Instant start = clock.instant();
    InteractionLog interactions = data.load(claimed.wish().cut());
    facts.put("interactions", (long) interactions.rows());
    facts.put("users", (long) interactions.users());
    facts.put("items", (long) interactions.items());
    if (interactions.rows() == 0) {
      String until = claimed.wish().cut() == null ? "" : " up to " + claimed.wish().cut();
      fail(claimed, "there are no interactions" + until);
      return;
    }
    Instant loaded = lap(facts, "loadMillis", start);
    TrainingRun run = keep(claimed.with(0.2, Map.of(), facts));

    TrainingRun.Wish wish = run.wish();
    Training.Tested tested =
        training.test(
            interactions,
            new Training.Plan(wish.algorithms(), wish.search(), wish.primary()),
            this::isRepeatable,
            models.liveRecipe().orElse(null),
            done -> keep(run.with(0.2 + 0.4 * done, Map.of(), facts)));
    Instant evaluated = lap(facts, "evaluateMillis", loaded);
    Verdict verdict = wish.force() ? tested.verdict().forced() : tested.verdict();
    Map<String, String> recipes = new TreeMap<>();
    tested.chosen().forEach((algorithm, trainer) -> recipes.put(algorithm.id(), trainer.recipe()));
    TrainingRun.Outcome outcome =
        new TrainingRun.Outcome(recipes, tested.tried(), verdict, tested.ratings());
    Map<String, RankingMetrics> metrics = tested.metrics();

    RecommendationModel model =
        training.fit(
            interactions,
            tested,
            done -> keep(run.with(0.6 + 0.35 * done, metrics, facts, outcome)));
    lap(facts, "fitMillis", evaluated);

    byte[] bytes = ModelFormat.write(model);
    Instant now = clock.instant();
    String version =
        live.publishing(
            () -> {
              String stored =
                  runs.succeed(run.with(1, metrics, facts, outcome), verdict, bytes, now)
                      .orElseThrow(RunLost::new);
              if (verdict.promoted()) {
                live.swap(stored, now, model);
              }
              return stored;
            });
    succeeded.incrementAndGet();
    lastSeconds = Duration.between(start, now).toMillis() / 1e3;
    log.log(
        System.Logger.Level.INFO,
        "model {0} {1}: {2} interactions, metrics {3}",
        version,
        verdict.promoted() ? "is live" : "stays aside, " + verdict.reason(),
        interactions.rows(),
        metrics);
  }

  private void fail(TrainingRun run, String failure) {
    failed.incrementAndGet();
    runs.fail(run, failure, clock.instant());
  }

  private TrainingRun keep(TrainingRun run) {
    if (!runs.update(run, clock.instant().plus(LEASE))) {
      throw new RunLost();
    }
    return run;
  }

  private Instant lap(Map<String, Long> facts, String name, Instant since) {
    Instant now = clock.instant();
    facts.put(name, Duration.between(since, now).toMillis());
    return now;
  }

  private boolean isRepeatable(String itemId) {
    CatalogueEntry entry = catalogue.entry(catalogue.number(itemId));
    return entry != null && entry.item().repeatable();
  }
}
