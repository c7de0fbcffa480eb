package io.tierwise.segmentation.adapter.kafka;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.segmentation.TierAssignment;
import io.tierwise.segmentation.clv.StatedValue;
import io.tierwise.segmentation.propensity.StatedRisk;
import io.tierwise.segmentation.rfm.RfmMetrics;
import io.tierwise.segmentation.rfm.RfmScore;
import io.tierwise.segmentation.run.AssignmentFeed;
import io.tierwise.segmentation.run.AssignmentOutbox.Entry;
import io.tierwise.segmentation.run.TierDirectory.Member;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;

/** Sends assignments; no value for a user who has none any more. */
public final class TierAssignmentPublisher implements AssignmentFeed {
  private final Parcels parcels;

  public TierAssignmentPublisher(KafkaTemplate<String, byte[]> kafka) {
    this.parcels = new Parcels(kafka, Topics.TIER_ASSIGNMENTS);
  }

  @Override
  public void send(List<Entry> entries) {
    parcels.send(
        entries, entry -> new Parcels.Message(entry.userId(), value(entry), entry.trace()));
  }

  private static byte @Nullable [] value(Entry entry) {
    Member member = entry.member();
    return member == null
        ? null
        : ContractJson.write(contract(member, entry.value(), entry.risk()));
  }

  private static TierAssignment contract(
      Member member, @Nullable StatedValue value, @Nullable StatedRisk risk) {
    return new TierAssignment(
        TierAssignment.SCHEMA,
        member.userId(),
        member.runId().toString(),
        member.tier() == null ? null : member.tier().name(),
        member.tier() == null ? null : member.tier().rank(),
        member.previousTier(),
        member.segment(),
        rfm(member.metrics(), member.score()),
        member.expectedValue(),
        TierAssignment.Cause.valueOf(member.cause().name()),
        member.assignedAt(),
        value == null ? null : lifetime(value),
        risk == null ? null : risk(risk));
  }

  private static TierAssignment.Risk risk(StatedRisk stated) {
    return new TierAssignment.Risk(
        stated.modelId().toString(),
        stated.cut(),
        stated.horizonDays(),
        stated.probability(),
        stated.band().name());
  }

  private static TierAssignment.Lifetime lifetime(StatedValue stated) {
    return new TierAssignment.Lifetime(
        stated.fitId().toString(),
        stated.asOf(),
        stated.horizonDays(),
        stated.value().aliveProbability(),
        stated.value().orders(),
        money(stated.value().orderValue()),
        money(stated.value().value()));
  }

  /** An estimate has no digits below the hundredth. */
  private static BigDecimal money(double amount) {
    return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP);
  }

  private static TierAssignment.@Nullable Rfm rfm(
      @Nullable RfmMetrics metrics, @Nullable RfmScore score) {
    if (metrics == null || score == null) {
      return null;
    }
    return new TierAssignment.Rfm(
        metrics.recencyDays(),
        metrics.frequency(),
        metrics.monetary(),
        score.recency(),
        score.frequency(),
        score.monetary());
  }
}
