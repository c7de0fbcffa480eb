package io.tierwise.campaign.decision;

import io.tierwise.campaign.audience.Feature;
import io.tierwise.campaign.audience.FeatureCondition;
import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.audience.Members;
import io.tierwise.campaign.audience.Persons;
import io.tierwise.campaign.lifecycle.Campaign;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is known of a user, with the features that the audiences of campaigns ask for. */
public record FindMember(Members members, Persons persons) {
  Member of(String userId, boolean identified, List<Campaign> campaigns) {
    Set<Feature> features =
        campaigns.stream()
            .flatMap(campaign -> campaign.plan().audience().conditions().stream())
            .map(FeatureCondition::feature)
            .collect(Collectors.toSet());
    return members
        .find(userId, features)
        .orElseGet(() -> Member.unknown(persons.canonical(userId), identified));
  }
}
