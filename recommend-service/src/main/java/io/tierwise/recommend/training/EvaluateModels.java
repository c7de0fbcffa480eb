package io.tierwise.recommend.training;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.CatalogueEntry;
import io.tierwise.recommend.evaluation.EvaluationReport;
import io.tierwise.recommend.interaction.InteractionLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Carries out queued evaluations. */
public final class EvaluateModels {
  private static final System.Logger log = System.getLogger(EvaluateModels.class.getName());
  private static final Duration LEASE = Duration.ofMinutes(10);

  private final Evaluations evaluations;
  private final TrainingData data;
  private final Training training;
  private final Catalogue catalogue;
  private final Clock clock;
  private final String owner = UUID.randomUUID().toString();

  public EvaluateModels(
      Evaluations evaluations,
      TrainingData data,
      Training training,
      Catalogue catalogue,
      Clock clock) {
    this.evaluations = evaluations;
    this.data = data;
    this.training = training;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /** It was cancelled, or another owner took it over. */
  private static final class Lost extends RuntimeException {}

  /**
   * Carries out the next evaluation, if there is one.
   *
   * @return whether there was one
   */
  public boolean evaluateNext() {
    Optional<Evaluation> claimed = evaluations.claim(owner, clock.instant(), LEASE);
    claimed.ifPresent(this::carryOut);
    return claimed.isPresent();
  }

  private void carryOut(Evaluation evaluation) {
    UUID id = evaluation.id();
    try {
      TrainingData.Tiered loaded = data.loadTiered(evaluation.wish().cut());
      InteractionLog interactions = loaded.log();
      keep(id, 0.2);
      Optional<EvaluationReport> report =
          training.compare(
              interactions,
              evaluation.wish().algorithms(),
              this::isRepeatable,
              new EvaluationReport.Labels(categories(interactions.itemIds()), loaded.tiers()),
              done -> keep(id, 0.2 + 0.75 * done));
      if (report.isEmpty()) {
        evaluations.fail(id, owner, "too few purchases for a test", clock.instant());
      } else {
        evaluations.succeed(id, owner, report.get(), clock.instant());
      }
    } catch (Lost e) {
      log.log(System.Logger.Level.INFO, "evaluation {0} was cancelled or taken over", id);
    } catch (RuntimeException | OutOfMemoryError e) {
      log.log(System.Logger.Level.ERROR, "evaluation " + id + " failed", e);
      evaluations.fail(id, owner, String.valueOf(e.getMessage()), clock.instant());
    }
  }

  private void keep(UUID id, double progress) {
    if (!evaluations.progress(id, owner, progress, clock.instant().plus(LEASE))) {
      throw new Lost();
    }
  }

  private boolean isRepeatable(String itemId) {
    CatalogueEntry entry = catalogue.entry(catalogue.number(itemId));
    return entry != null && entry.item().repeatable();
  }

  private List<String> categories(List<String> itemIds) {
    return itemIds.stream()
        .map(id -> catalogue.entry(catalogue.number(id)))
        .map(entry -> entry == null ? "" : String.join("/", entry.item().categoryPath()))
        .toList();
  }
}
