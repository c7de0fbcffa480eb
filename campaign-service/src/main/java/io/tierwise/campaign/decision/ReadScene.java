package io.tierwise.campaign.decision;

import io.tierwise.campaign.audience.Feature;
import io.tierwise.campaign.audience.FeatureCondition;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.pressure.ContactPolicies;
import io.tierwise.campaign.pressure.ContactPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what a decision is made from in one round trip: campaigns and the policy are remembered,
 * and read anew when the stamp that comes with the user's situation says that they have changed.
 */
public final class ReadScene {
  static final Feature TIMEZONE = Feature.named("timezone").orElseThrow();
  static final Feature COUNTRY = Feature.named("country").orElseThrow();
  private static final int TRIES = 3;
  private final Campaigns campaigns;
  private final ContactPolicies policies;
  private final Situations situations;
  private volatile Remembered remembered;

  private record Remembered(
      List<Campaign> campaigns,
      List<String> ids,
      Set<Feature> features,
      ContactPolicy policy,
      String stamp) {}

  public ReadScene(Campaigns campaigns, ContactPolicies policies, Situations situations) {
    this.campaigns = campaigns;
    this.policies = policies;
    this.situations = situations;
    this.remembered = new Remembered(List.of(), List.of(), Set.of(), ContactPolicy.NONE, "");
  }

  Scene of(String userId, boolean identified, Channel channel, Instant now) {
    Remembered known = remembered;
    for (int i = 1; ; i++) {
      Situation situation =
          situations.of(userId, identified, channel, known.ids(), known.features(), now);
      // Under a flood of changes the last one but a few is good enough: limits hold anyway.
      if (situation.stamp().equals(known.stamp()) || i == TRIES) {
        return new Scene(known.campaigns(), known.policy(), situation);
      }
      known = read(now, situation.stamp());
      remembered = known;
    }
  }

  private Remembered read(Instant now, String stamp) {
    List<Campaign> active = campaigns.active(now);
    Set<Feature> features =
        Stream.concat(
                Stream.of(TIMEZONE, COUNTRY),
                active.stream()
                    .flatMap(campaign -> campaign.plan().audience().conditions().stream())
                    .map(FeatureCondition::feature))
            .collect(Collectors.toSet());
    return new Remembered(
        active,
        active.stream().map(Campaign::id).toList(),
        features,
        policies.current().policy(),
        stamp);
  }
}
