package io.tierwise.campaign.decision;

import io.tierwise.campaign.audience.Audience;
import io.tierwise.campaign.audience.FeatureCondition;
import io.tierwise.campaign.audience.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says why members do not belong to an audience. */
final class Outsiders {
  /** Everything that keeps the member out; empty for a member of the audience. */
  static List<String> reasons(Audience audience, Member member) {
    List<String> reasons = new ArrayList<>();
    if (!audience.tiers().isEmpty()
        && (member.tier() == null || !audience.tiers().contains(member.tier()))) {
      reasons.add("the tier is %s, not one of %s".formatted(said(member.tier()), audience.tiers()));
    }
    if (!audience.segments().isEmpty()
        && (member.segment() == null || !audience.segments().contains(member.segment()))) {
      reasons.add(
          "the segment is %s, not one of %s"
              .formatted(said(member.segment()), audience.segments()));
    }
    if (!audience.audiences().isEmpty()
        && Collections.disjoint(audience.audiences(), member.audiences())) {
      reasons.add("the user is in none of the audiences " + audience.audiences());
    }
    String consent = audience.requireConsent();
    if (consent != null && !member.consents().contains(consent)) {
      reasons.add("there is no consent to " + consent);
    }
    for (FeatureCondition condition : audience.conditions()) {
      String actual = member.feature(condition.feature());
      if (!condition.isMetBy(actual)) {
        reasons.add(
            "%s is %s, asked for is %s %s"
                .formatted(
                    condition.feature().name(),
                    said(actual),
                    condition.operator().name().toLowerCase(Locale.ROOT),
                    String.join(", ", condition.values())));
      }
    }
    return reasons;
  }

  private static String said(@Nullable String value) {
    return value == null ? "unknown" : "'" + value.replace("\n", ", ") + "'";
  }

  private Outsiders() {}
}
