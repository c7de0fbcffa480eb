package io.tierwise.recommend.training;

import io.tierwise.recommend.evaluation.EvaluationReport;
import io.tierwise.recommend.evaluation.FullRankingEvaluation;
import io.tierwise.recommend.evaluation.Interval;
import io.tierwise.recommend.evaluation.ListMetric;
import io.tierwise.recommend.evaluation.RankedLists;
import io.tierwise.recommend.evaluation.RankingMetrics;
import io.tierwise.recommend.evaluation.RatingAccuracy;
import io.tierwise.recommend.evaluation.TimeSplit;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.model.HybridTrainer;
import io.tierwise.recommend.model.ModelTrainer;
import io.tierwise.recommend.model.RatingTrainer;
import io.tierwise.recommend.model.RecommendationModel;
import io.tierwise.recommend.model.Recommender;
import io.tierwise.recommend.training.Verdict.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Fits, searches and evaluates; knows nothing of runs or storage. The same log and parameters give
 * the same model and metrics.
 */
public final class Training {
  /** Algorithms are looked at in this order where nothing is measured. */
  private static final List<Algorithm> PERSONAL_FIRST =
      List.of(
          Algorithm.ITEM_KNN,
          Algorithm.LINEAR_FILTER,
          Algorithm.EASE,
          Algorithm.HYBRID,
          Algorithm.NEXT_ITEM,
          Algorithm.ALS,
          Algorithm.USER_KNN,
          Algorithm.CONTENT,
          Algorithm.POPULARITY);

  private final Trainers trainers;
  private final StrengthWeights weights;
  private final double testShare;

  /**
   * @param trainers the first of an algorithm is used, the others are what a search may choose
   * @param testShare of the purchases, the newest ones, that models are tested on
   */
  public Training(List<ModelTrainer> trainers, StrengthWeights weights, double testShare) {
    this.trainers = new Trainers(trainers, weights);
    this.weights = weights;
    this.testShare = testShare;
  }

  /**
   * What to fit.
   *
   * @param search whether parameters are chosen on a validation split
   * @param primary whom {@code auto} asks; null chooses: the best of a search, else item k-NN
   */
  public record Plan(Set<Algorithm> algorithms, boolean search, @Nullable Algorithm primary) {
    public Plan {
      algorithms = Set.copyOf(algorithms);
    }
  }

  /**
   * What a plan led to on the time split.
   *
   * @param chosen the trainer of each algorithm
   * @param metrics by algorithm id; empty where the log is too small for a test
   * @param ratings errors of predicted ratings; null where none are predicted or can be tested
   * @param tried validation NDCG@10 by recipe, empty without a search or a hybrid
   */
  public record Tested(
      Map<Algorithm, ModelTrainer> chosen,
      Algorithm primary,
      Map<String, RankingMetrics> metrics,
      Map<String, Double> tried,
      Verdict verdict,
      @Nullable RatingAccuracy ratings) {
    public String recipe() {
      return Objects.requireNonNull(chosen.get(primary)).recipe();
    }
  }

  /**
   * Metrics of each algorithm, fitted to what came before a point in time and asked for the
   * purchases after it, and the verdict against the recipe that serves.
   *
   * @param repeatable whether an item id is worth recommending to who has bought it
   * @param storedRecipe of the live model's primary algorithm; null where there is none
   */
  public Tested test(
      InteractionLog log,
      Plan plan,
      Predicate<String> repeatable,
      @Nullable String storedRecipe,
      DoubleConsumer progress) {
    String liveRecipe = storedRecipe == null ? null : trainers.known(storedRecipe);
    TimeSplit.Repeatable items = item -> repeatable.test(log.itemIds().get(item));
    Optional<TimeSplit> split = TimeSplit.of(log, testShare, items);
    Map<Algorithm, ModelTrainer> chosen = new EnumMap<>(Algorithm.class);
    plan.algorithms().forEach(algorithm -> chosen.put(algorithm, trainers.usual(algorithm)));
    chosen.put(Algorithm.POPULARITY, trainers.usual(Algorithm.POPULARITY));
    if (split.isEmpty()) {
      return untested(log, plan, chosen, liveRecipe);
    }
    InteractionLog train = split.get().train();
    Map<String, Double> tried = new LinkedHashMap<>();
    if (plan.search()) {
      HyperparameterSearch.Found found =
          new HyperparameterSearch(weights, testShare, items)
              .search(
                  train,
                  searched(chosen.keySet()),
                  trainers.usual(Algorithm.POPULARITY),
                  done -> progress.accept(0.7 * done));
      chosen.putAll(found.best());
      tried.putAll(found.scores());
      chosen.computeIfPresent(
          Algorithm.RATING_FACTORS,
          (algorithm, usual) ->
              new RatingSearch(weights, testShare)
                  .search(beforeRatingTest(log, train), trainers.all(algorithm))
                  .map(ModelTrainer.class::cast)
                  .orElse(usual));
    }
    tried.putAll(weighHybrid(train, chosen, items));
    RatingAccuracy ratings = ratings(log, chosen);
    FullRankingEvaluation evaluation = new FullRankingEvaluation(train, weights, items);
    Recommender popularity = trainers.usual(Algorithm.POPULARITY).fit(train);
    Map<String, RankingMetrics> metrics = new LinkedHashMap<>();
    Map<String, RankedLists> lists = new LinkedHashMap<>();
    chosen.forEach(
        (algorithm, trainer) -> {
          double before = 0.7 + 0.25 * metrics.size() / chosen.size();
          Recommender fitted = trainer.fit(train, _ -> progress.accept(before));
          RankedLists ranked = evaluation.rank(fitted, popularity, split.get().cases());
          lists.put(trainer.recipe(), ranked);
          metrics.put(algorithm.id(), ranked.metrics());
          progress.accept(0.7 + 0.25 * metrics.size() / chosen.size());
        });
    Algorithm primary = primary(plan, chosen, tried);
    String candidate = Objects.requireNonNull(chosen.get(primary)).recipe();
    Verdict verdict;
    if (liveRecipe == null) {
      verdict = Verdict.untested(Reason.FIRST, candidate, null);
    } else if (liveRecipe.equals(candidate)) {
      verdict = Verdict.untested(Reason.SAME_RECIPE, candidate, liveRecipe);
    } else {
      RankedLists live =
          lists.containsKey(liveRecipe)
              ? lists.get(liveRecipe)
              : evaluation.rank(
                  trainers.of(liveRecipe).fit(train), popularity, split.get().cases());
      verdict = compare(candidate, Objects.requireNonNull(lists.get(candidate)), liveRecipe, live);
    }
    return new Tested(chosen, primary, metrics, tried, verdict, ratings);
  }

  /**
   * Compares algorithms with their usual parameters on the time split.
   *
   * @param labels of items and users, in the order of their numbers
   * @return empty where the log is too small for a test
   */
  public Optional<EvaluationReport> compare(
      InteractionLog log,
      Set<Algorithm> algorithms,
      Predicate<String> repeatable,
      EvaluationReport.Labels labels,
      DoubleConsumer progress) {
    TimeSplit.Repeatable items = item -> repeatable.test(log.itemIds().get(item));
    return TimeSplit.of(log, testShare, items)
        .map(
            split -> {
              FullRankingEvaluation evaluation =
                  new FullRankingEvaluation(split.train(), weights, items);
              Recommender popularity = trainers.usual(Algorithm.POPULARITY).fit(split.train());
              List<EvaluationReport.Candidate> candidates = new ArrayList<>();
              Map<Algorithm, ModelTrainer> chosen = new EnumMap<>(Algorithm.class);
              algorithms.forEach(algorithm -> chosen.put(algorithm, trainers.usual(algorithm)));
              weighHybrid(split.train(), chosen, items);
              for (ModelTrainer trainer : chosen.values()) {
                double before = (double) candidates.size() / algorithms.size();
                Recommender fitted = trainer.fit(split.train(), _ -> progress.accept(before));
                candidates.add(
                    new EvaluationReport.Candidate(
                        trainer.algorithm().id(),
                        trainer.recipe(),
                        evaluation.rank(fitted, popularity, split.cases())));
                progress.accept((double) candidates.size() / algorithms.size());
              }
              return EvaluationReport.of(split, labels, candidates);
            });
  }

  private static Verdict compare(
      String candidate, RankedLists lists, String liveRecipe, RankedLists live) {
    return Verdict.compared(
        candidate,
        liveRecipe,
        lists.mean(ListMetric.NDCG, 10),
        live.mean(ListMetric.NDCG, 10),
        Interval.ofDifference(
            lists.perUser(ListMetric.NDCG, 10), live.perUser(ListMetric.NDCG, 10)));
  }

  private Tested untested(
      InteractionLog log,
      Plan plan,
      Map<Algorithm, ModelTrainer> chosen,
      @Nullable String liveRecipe) {
    Algorithm primary = primary(plan, chosen, Map.of());
    String candidate = Objects.requireNonNull(chosen.get(primary)).recipe();
    Reason reason =
        liveRecipe == null
            ? Reason.FIRST
            : liveRecipe.equals(candidate) ? Reason.SAME_RECIPE : Reason.NOT_TESTED;
    Verdict verdict = Verdict.untested(reason, candidate, liveRecipe);
    return new Tested(chosen, primary, Map.of(), Map.of(), verdict, ratings(log, chosen));
  }

  private Map<Algorithm, List<ModelTrainer>> searched(Set<Algorithm> algorithms) {
    Map<Algorithm, List<ModelTrainer>> candidates = new EnumMap<>(Algorithm.class);
    for (Algorithm algorithm : algorithms) {
      // The weights of a hybrid are fitted once its members are chosen.
      // Ratings are judged by their errors, not by lists.
      if (Algorithm.PERSONAL.contains(algorithm)
          && algorithm != Algorithm.HYBRID
          && algorithm != Algorithm.RATING_FACTORS) {
        candidates.put(algorithm, trainers.all(algorithm));
      }
    }
    return candidates;
  }

  /** What is before both test splits, that of purchases and that of ratings. */
  private InteractionLog beforeRatingTest(InteractionLog log, InteractionLog train) {
    return RatingAccuracy.split(log, testShare).map(train::before).orElse(train);
  }

  /** Errors of the predicted ratings of the newest share, on a split of the ratings by time. */
  private @Nullable RatingAccuracy ratings(
      InteractionLog log, Map<Algorithm, ModelTrainer> chosen) {
    return chosen.get(Algorithm.RATING_FACTORS) instanceof RatingTrainer trainer
        ? new RatingSearch(weights, testShare).test(log, trainer).orElse(null)
        : null;
  }

  /**
   * Gives a hybrid that is among the chosen weights fitted before the test split.
   *
   * @return its validation NDCG@10 by recipe
   */
  private Map<String, Double> weighHybrid(
      InteractionLog beforeTest, Map<Algorithm, ModelTrainer> chosen, TimeSplit.Repeatable items) {
    Optional<HybridSearch.Found> found =
        chosen.containsKey(Algorithm.HYBRID)
            ? new HybridSearch(weights, testShare, items)
                .search(beforeTest, members(chosen), trainers.usual(Algorithm.POPULARITY))
            : Optional.empty();
    found.ifPresent(hybrid -> chosen.put(Algorithm.HYBRID, hybrid.trainer()));
    return found.map(hybrid -> Map.of(hybrid.trainer().recipe(), hybrid.ndcg())).orElseGet(Map::of);
  }

  /** What a hybrid is made of: the other models of the plan, or the usual ones if these are few. */
  private List<ModelTrainer> members(Map<Algorithm, ModelTrainer> chosen) {
    List<ModelTrainer> planned =
        chosen.values().stream()
            .filter(trainer -> Algorithm.MEMBERS.contains(trainer.algorithm()))
            .toList();
    return planned.size() < 2 && chosen.get(Algorithm.HYBRID) instanceof HybridTrainer usual
        ? usual.members().stream().map(HybridTrainer.Member::trainer).toList()
        : planned;
  }

  private static Algorithm primary(
      Plan plan, Map<Algorithm, ModelTrainer> chosen, Map<String, Double> tried) {
    if (plan.primary() != null) {
      return plan.primary();
    }
    Algorithm best = Algorithm.POPULARITY;
    double bestScore = -1;
    for (Algorithm algorithm : PERSONAL_FIRST) {
      ModelTrainer trainer = chosen.get(algorithm);
      if (trainer != null) {
        double score = tried.getOrDefault(trainer.recipe(), 0.0);
        if (score > bestScore) {
          bestScore = score;
          best = algorithm;
        }
      }
    }
    return best;
  }

  /** Fits to the whole log. What was not chosen is left empty. */
  public RecommendationModel fit(InteractionLog log, Tested tested, DoubleConsumer progress) {
    return fitting(tested.chosen(), tested.primary()).fit(log, progress);
  }

  /** Fits with the usual parameters, untested. */
  public RecommendationModel fit(
      InteractionLog log, Set<Algorithm> algorithms, DoubleConsumer progress) {
    Map<Algorithm, ModelTrainer> chosen = new EnumMap<>(Algorithm.class);
    algorithms.forEach(algorithm -> chosen.put(algorithm, trainers.usual(algorithm)));
    Plan plan = new Plan(algorithms, false, null);
    return fitting(chosen, primary(plan, chosen, Map.of())).fit(log, progress);
  }

  private ModelFitting fitting(Map<Algorithm, ModelTrainer> chosen, Algorithm primary) {
    return new ModelFitting(chosen, primary, trainers.usual(Algorithm.POPULARITY));
  }
}
