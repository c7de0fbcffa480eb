package io.tierwise.segmentation.adapter.web;

import io.tierwise.segmentation.clustering.Stability;
import io.tierwise.segmentation.clustering.TieringFit.Candidate;
import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.run.AutoPublish;
import io.tierwise.segmentation.run.RunAssessment;
import io.tierwise.segmentation.run.RunParameters;
import io.tierwise.segmentation.run.RunResult;
import io.tierwise.segmentation.run.RunResult.ValueBasis;
import io.tierwise.segmentation.run.RunState;
import io.tierwise.segmentation.run.SegmentationRun;
import io.tierwise.starter.web.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run as it is shown. */
record RunView(
    UUID id,
    RunState state,
    String stage,
    double progress,
    Map<String, Long> timings,
    Parameters parameters,
    String codeVersion,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Instant publishedAt,
    @Nullable Instant supersededAt,
    @Nullable Result result,
    @Nullable String failure,
    @Nullable UUID baseline,
    @Nullable Publication publication,
    @Nullable Assessment assessment) {

  record Parameters(
      String engine,
      @Nullable Integer k,
      List<String> features,
      @Nullable Instant asOf,
      long seed,
      @Nullable String note,
      String scaling,
      double winsorise,
      Map<String, Double> weights,
      @Nullable Double radius,
      @Nullable Integer minPoints,
      List<Double> shares,
      @Nullable AutoPublish publish) {
    static Parameters of(RunParameters p) {
      return new Parameters(
          p.engine(),
          p.k(),
          p.features().stream().map(TieringFeature::key).toList(),
          p.asOf(),
          p.seed(),
          p.note(),
          p.preparation().scaling().key(),
          p.preparation().tail(),
          weights(p),
          p.options().radius(),
          p.options().minPoints(),
          p.options().shares(),
          p.publish());
    }

    private static Map<String, Double> weights(RunParameters p) {
      Map<String, Double> weights = new TreeMap<>();
      p.preparation().weights().forEach((feature, weight) -> weights.put(feature.key(), weight));
      return weights;
    }
  }

  record Result(
      long customers,
      long prospects,
      Money revenue,
      int k,
      List<Tier> tiers,
      List<Segment> segments,
      double silhouette,
      double inertia,
      List<Candidate> candidates,
      @Nullable Integer elbow,
      Map<String, List<Double>> figures,
      @Nullable Stability stability,
      List<Drift> drift,
      Instant asOf,
      Instant dataReadAt,
      String dataFingerprint,
      long policyVersion,
      @Nullable String orderedBy) {
    static Result of(RunResult r, String currency) {
      return new Result(
          r.customers(),
          r.prospects(),
          Money.of(r.revenue(), currency),
          r.tiers().size(),
          r.tiers().stream().map(tier -> Tier.of(tier, currency)).toList(),
          r.segments().stream().map(segment -> Segment.of(segment, currency)).toList(),
          r.silhouette(),
          r.inertia(),
          r.candidates(),
          r.elbow(),
          r.figures(),
          r.stability(),
          r.drift().stream().map(Drift::of).toList(),
          r.asOf(),
          r.dataReadAt(),
          r.dataFingerprint(),
          r.policyVersion(),
          basis(r.orderedBy()));
    }
  }

  private static @Nullable String basis(RunResult.@Nullable ValueBasis basis) {
    return basis == null
        ? null
        : basis == ValueBasis.NET_REVENUE ? "net-revenue" : "lifetime-value";
  }

  /**
   * @param index population stability index
   */
  record Drift(String feature, double index, String verdict) {
    static Drift of(RunResult.Drift d) {
      return new Drift(d.feature().key(), d.index(), d.verdict());
    }
  }

  /** What the run would have changed when it finished, and whether it published itself. */
  record Assessment(
      @Nullable UUID against,
      double movedShare,
      MigrationView migration,
      RunAssessment.@Nullable Decision decision) {
    static @Nullable Assessment of(@Nullable RunAssessment a, String currency) {
      return a == null
          ? null
          : new Assessment(
              a.against(),
              a.moves().movedShare(),
              MigrationView.of(a.migration(), currency),
              a.decision());
    }
  }

  record Tier(
      String name,
      int rank,
      long customers,
      double customerShare,
      Money revenue,
      double revenueShare,
      Map<String, Double> centroid,
      Map<String, Double> means) {
    static Tier of(RunResult.TierSummary t, String currency) {
      return new Tier(
          t.name(),
          t.rank(),
          t.customers(),
          t.customerShare(),
          Money.of(t.revenue(), currency),
          t.revenueShare(),
          t.centroid(),
          t.means());
    }
  }

  record Segment(String name, long customers, Money revenue) {
    static Segment of(RunResult.SegmentSummary s, String currency) {
      return new Segment(s.name(), s.customers(), Money.of(s.revenue(), currency));
    }
  }

  /** Assignments that publishing changed, and how many of them the topic has. */
  record Publication(long changed, long published, double progress) {
    static @Nullable Publication of(SegmentationRun.@Nullable Publication p) {
      if (p == null) {
        return null;
      }
      long published = Math.max(0, p.changed() - p.remaining());
      return new Publication(
          p.changed(),
          published,
          p.remaining() == 0
              ? 1
              : BigDecimal.valueOf(published).doubleValue() / Math.max(1, p.changed()));
    }
  }

  static RunView of(SegmentationRun run, String currency) {
    RunResult result = run.result();
    return new RunView(
        run.id(),
        run.state(),
        run.stage(),
        run.progress(),
        run.timings(),
        Parameters.of(run.parameters()),
        run.codeVersion(),
        run.createdBy(),
        run.createdAt(),
        run.startedAt(),
        run.finishedAt(),
        run.publishedAt(),
        run.supersededAt(),
        result == null ? null : Result.of(result, currency),
        run.failure(),
        run.baseline(),
        Publication.of(run.publication()),
        Assessment.of(run.assessment(), currency));
  }
}
