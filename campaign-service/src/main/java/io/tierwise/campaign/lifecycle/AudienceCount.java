package io.tierwise.campaign.lifecycle;

import io.tierwise.campaign.audience.Audience;
import io.tierwise.campaign.audience.FeatureCondition;
import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.experiment.HoldoutAssignment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Counts an audience member by member, and after which of its limits nobody is left: limits are
 * asked in the order of {@link Audience}, so that the first that leaves nobody is the one to look
 * at.
 */
final class AudienceCount {
  /** A limit of the audience and how many members met it and all before it. */
  private static final class Limit {
    private final String field;
    private final Predicate<Member> test;
    private long left;

    Limit(String field, Predicate<Member> test) {
      this.field = field;
      this.test = test;
    }
  }

  private final List<Limit> limits = new ArrayList<>();
  private final HoldoutAssignment own;
  private final HoldoutAssignment nobody;
  final SortedMap<String, Long> byTier = new TreeMap<>();
  final Set<String> tiers = new HashSet<>();
  final Set<String> segments = new HashSet<>();
  long members;
  long heldOut;

  AudienceCount(CampaignPlan plan, HoldoutAssignment own, HoldoutAssignment nobody) {
    this.own = own;
    this.nobody = nobody;
    Audience audience = plan.audience();
    if (!audience.tiers().isEmpty()) {
      limit("audience.tiers", m -> m.tier() != null && audience.tiers().contains(m.tier()));
    }
    if (!audience.segments().isEmpty()) {
      limit(
          "audience.segments",
          m -> m.segment() != null && audience.segments().contains(m.segment()));
    }
    String consent = audience.requireConsent();
    if (consent != null) {
      limit("audience.requireConsent", m -> m.consents().contains(consent));
    }
    for (int i = 0; i < audience.conditions().size(); i++) {
      FeatureCondition condition = audience.conditions().get(i);
      limit(
          "audience.conditions[" + i + "]", m -> condition.isMetBy(m.feature(condition.feature())));
    }
    limit(
        "offers",
        m -> plan.offers().stream().anyMatch(offer -> offer.channel().reaches(m.identified())));
  }

  private void limit(String field, Predicate<Member> test) {
    limits.add(new Limit(field, test));
  }

  void add(Member member) {
    members++;
    if (member.tier() != null) {
      tiers.add(member.tier());
    }
    if (member.segment() != null) {
      segments.add(member.segment());
    }
    for (Limit limit : limits) {
      if (!limit.test.test(member)) {
        return;
      }
      limit.left++;
    }
    byTier.merge(member.tier() == null ? Readiness.NO_TIER : member.tier(), 1L, Long::sum);
    if (nobody.holdsOut(member.userId()) || own.holdsOut(member.userId())) {
      heldOut++;
    }
  }

  /** The first limit after which nobody is left; empty while somebody is. */
  Optional<Finding> empty() {
    long before = members;
    for (Limit limit : limits) {
      if (limit.left == 0) {
        String message =
            before == 0
                ? "no member is known yet"
                : "none of the " + before + " members who are left before it";
        return Optional.of(new Finding(limit.field, Finding.AUDIENCE_EMPTY, message));
      }
      before = limit.left;
    }
    return Optional.empty();
  }
}
