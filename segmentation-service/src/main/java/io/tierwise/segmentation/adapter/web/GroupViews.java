package io.tierwise.segmentation.adapter.web;

import io.tierwise.segmentation.rfm.RfmSegment;
import io.tierwise.segmentation.run.Shares;
import io.tierwise.segmentation.run.TierDirectory.Group;
import io.tierwise.segmentation.run.TierDirectory.Member;
import io.tierwise.segmentation.tier.TierDefinition;
import io.tierwise.segmentation.tier.TierPolicy;
import io.tierwise.starter.web.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tiers, segments and their members, as they are shown. */
final class GroupViews {
  /**
   * @param runId the published run
   */
  record Groups<T>(UUID runId, List<T> items) {}

  record Tier(
      String name,
      int rank,
      long customers,
      double customerShare,
      Money revenue,
      double revenueShare,
      String description,
      Map<String, String> attributes,
      List<String> benefits) {}

  record Segment(
      String name, String meaning, long customers, double customerShare, Money revenue) {}

  record MemberView(
      String userId,
      @Nullable String tier,
      @Nullable Integer tierRank,
      String segment,
      TierView.@Nullable Rfm rfm,
      Money expectedValue,
      Instant assignedAt) {
    static MemberView of(Member member, String currency) {
      return new MemberView(
          member.userId(),
          member.tier() == null ? null : member.tier().name(),
          member.tier() == null ? null : member.tier().rank(),
          member.segment(),
          TierView.Rfm.of(member.metrics(), member.score(), currency),
          Money.of(member.expectedValue(), currency),
          member.assignedAt());
    }
  }

  /** Every tier of the model, also one that nobody is in any more. */
  static List<Tier> tiers(
      List<String> names, List<Group> groups, TierPolicy policy, String currency) {
    long customers = groups.stream().mapToLong(Group::customers).sum();
    BigDecimal revenue =
        groups.stream().map(Group::revenue).reduce(BigDecimal.ZERO, BigDecimal::add);
    List<Tier> tiers = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Group group = named(names.get(i), groups);
      Optional<TierDefinition> definition = policy.named(group.name());
      tiers.add(
          new Tier(
              group.name(),
              i + 1,
              group.customers(),
              group.customers() / (double) Math.max(1, customers),
              Money.of(group.revenue(), currency),
              Shares.of(group.revenue(), revenue),
              definition.map(TierDefinition::description).orElse(""),
              definition.map(TierDefinition::attributes).orElse(Map.of()),
              definition.map(TierDefinition::benefits).orElse(List.of())));
    }
    return tiers;
  }

  /** Every segment of the grid, and the prospects. */
  static List<Segment> segments(List<String> names, List<Group> groups, String currency) {
    long customers = groups.stream().mapToLong(Group::customers).sum();
    return names.stream()
        .map(name -> named(name, groups))
        .map(
            group ->
                new Segment(
                    group.name(),
                    RfmSegment.meaning(group.name()),
                    group.customers(),
                    group.customers() / (double) Math.max(1, customers),
                    Money.of(group.revenue(), currency)))
        .toList();
  }

  private static Group named(String name, List<Group> groups) {
    return groups.stream()
        .filter(group -> group.name().equals(name))
        .findFirst()
        .orElseGet(() -> new Group(name, null, 0, BigDecimal.ZERO));
  }

  private GroupViews() {}
}
