package io.tierwise.segmentation.adapter.web;

import io.tierwise.segmentation.rfm.RfmMetrics;
import io.tierwise.segmentation.rfm.RfmScore;
import io.tierwise.segmentation.rfm.RfmSegment;
import io.tierwise.segmentation.run.ExplainTier.Answer.Found;
import io.tierwise.segmentation.run.TierAssignments.Cause;
import io.tierwise.segmentation.run.TierDirectory.Member;
import io.tierwise.segmentation.run.TierDirectory.Move;
import io.tierwise.segmentation.tier.TierDefinition;
import io.tierwise.segmentation.tier.TierExplanation;
import io.tierwise.segmentation.tier.TierPolicy;
import io.tierwise.starter.web.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a user stands, as it is shown. */
record TierView(
    String userId,
    @Nullable String tier,
    @Nullable Integer tierRank,
    @Nullable String previousTier,
    String description,
    Map<String, String> attributes,
    List<String> benefits,
    String segment,
    String segmentMeaning,
    @Nullable Rfm rfm,
    Money expectedValue,
    UUID runId,
    Cause cause,
    Instant assignedAt,
    @Nullable Explanation explanation,
    List<Move> history) {

  record Rfm(
      double recencyDays,
      long frequency,
      Money monetary,
      int recencyScore,
      int frequencyScore,
      int monetaryScore) {
    static @Nullable Rfm of(
        @Nullable RfmMetrics metrics, @Nullable RfmScore score, String currency) {
      return metrics == null || score == null
          ? null
          : new Rfm(
              metrics.recencyDays(),
              metrics.frequency(),
              Money.of(metrics.monetary(), currency),
              score.recency(),
              score.frequency(),
              score.monetary());
    }
  }

  record Explanation(
      String summary, List<Feature> features, List<Distance> distances, List<String> rfm) {
    record Feature(String feature, String meaning, double value, @Nullable Double z) {}

    record Distance(String tier, int rank, double distance) {}

    static @Nullable Explanation of(@Nullable TierExplanation e) {
      return e == null
          ? null
          : new Explanation(
              e.summary(),
              e.features().stream()
                  .map(f -> new Feature(f.feature().key(), f.feature().meaning(), f.value(), f.z()))
                  .toList(),
              e.distances().stream()
                  .map(d -> new Distance(d.tier().name(), d.tier().rank(), d.distance()))
                  .toList(),
              e.rfm());
    }
  }

  static TierView of(Found found, TierPolicy policy, String currency) {
    Member member = found.member();
    Optional<TierDefinition> definition =
        Optional.ofNullable(member.tier()).flatMap(tier -> policy.named(tier.name()));
    return new TierView(
        member.userId(),
        member.tier() == null ? null : member.tier().name(),
        member.tier() == null ? null : member.tier().rank(),
        member.previousTier(),
        definition.map(TierDefinition::description).orElse(""),
        definition.map(TierDefinition::attributes).orElse(Map.of()),
        definition.map(TierDefinition::benefits).orElse(List.of()),
        member.segment(),
        RfmSegment.meaning(member.segment()),
        Rfm.of(member.metrics(), member.score(), currency),
        Money.of(member.expectedValue(), currency),
        member.runId(),
        member.cause(),
        member.assignedAt(),
        Explanation.of(found.explanation()),
        found.history());
  }
}
