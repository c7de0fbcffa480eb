package io.tierwise.campaign.audience;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a campaign may speak to: members of any of the tiers (if any are named), of any of the
 * segments and of any of the audiences (likewise) who meet all conditions and have given the
 * consent.
 *
 * @param requireConsent the consent needed, such as {@code email}; null if none
 * @param audiences segments by rule
 */
public record Audience(
    Set<String> tiers,
    Set<String> segments,
    List<FeatureCondition> conditions,
    @Nullable String requireConsent,
    Set<String> audiences) {
  public static final Audience EVERYONE = new Audience(Set.of(), Set.of(), List.of(), null);

  public Audience {
    tiers = Set.copyOf(tiers);
    segments = Set.copyOf(segments);
    conditions = List.copyOf(conditions);
    // Missing in what was stored before there were any.
    audiences = audiences == null ? Set.of() : Set.copyOf(audiences);
  }

  /** Of no audience in particular. */
  public Audience(
      Set<String> tiers,
      Set<String> segments,
      List<FeatureCondition> conditions,
      @Nullable String requireConsent) {
    this(tiers, segments, conditions, requireConsent, Set.of());
  }

  public boolean includes(Member member) {
    if (!tiers.isEmpty() && (member.tier() == null || !tiers.contains(member.tier()))) {
      return false;
    }
    if (!segments.isEmpty() && (member.segment() == null || !segments.contains(member.segment()))) {
      return false;
    }
    if (!audiences.isEmpty() && Collections.disjoint(audiences, member.audiences())) {
      return false;
    }
    if (requireConsent != null && !member.consents().contains(requireConsent)) {
      return false;
    }
    return conditions.stream().allMatch(c -> c.isMetBy(member.feature(c.feature())));
  }
}
