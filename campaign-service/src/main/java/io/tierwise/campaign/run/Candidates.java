package io.tierwise.campaign.run;

import io.tierwise.campaign.audience.Feature;
import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.audience.Members;
import io.tierwise.campaign.contact.Contacts;
import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.lifecycle.Campaign;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Users whom at least one campaign may contact or holds out; the others are not kept. */
final class Candidates {
  private final List<Campaign> campaigns;
  private final List<User> users = new ArrayList<>();
  private final BitSet eligible = new BitSet();
  private final BitSet heldOut = new BitSet();
  private final Map<String, String> tierNames = new HashMap<>();

  record User(
      String id,
      boolean identified,
      @Nullable String tier,
      double averageOrderValue,
      Set<String> unsubscribed) {}

  private Candidates(List<Campaign> campaigns) {
    this.campaigns = campaigns;
  }

  /**
   * @param exhausted users that a campaign has contacted often enough
   * @param nobody users whom no campaign may contact; they are no controls of a single one either,
   *     since the others do not contact them as they do its treated
   */
  static Candidates among(
      Members members, List<Campaign> campaigns, Set<String> exhausted, HoldoutAssignment nobody) {
    Candidates candidates = new Candidates(campaigns);
    if (!campaigns.isEmpty()) {
      members.forEach(
          features(campaigns),
          member -> {
            if (!nobody.holdsOut(member.userId())) {
              candidates.consider(member, exhausted);
            }
          });
    }
    return candidates;
  }

  static Set<Feature> features(List<Campaign> campaigns) {
    return campaigns.stream()
        .flatMap(campaign -> campaign.plan().audience().conditions().stream())
        .map(condition -> condition.feature())
        .collect(Collectors.toSet());
  }

  private void consider(Member member, Set<String> exhausted) {
    int row = users.size() * campaigns.size();
    boolean any = false;
    for (int c = 0; c < campaigns.size(); c++) {
      Campaign campaign = campaigns.get(c);
      if (isReachable(campaign, member)
          && campaign.plan().audience().includes(member)
          && !exhausted.contains(Contacts.key(campaign.id(), member.userId()))) {
        any = true;
        eligible.set(row + c);
        heldOut.set(row + c, campaign.holdout().holdsOut(member.userId()));
      }
    }
    if (any) {
      String tier = member.tier();
      users.add(
          new User(
              member.userId(),
              member.identified(),
              tier == null ? null : tierNames.computeIfAbsent(tier, t -> t),
              member.averageOrderValue(),
              member.unsubscribed()));
    }
  }

  private static boolean isReachable(Campaign campaign, Member member) {
    return campaign.plan().offers().stream()
        .anyMatch(offer -> offer.channel().reaches(member.identified(), member.unsubscribed()));
  }

  int size() {
    return users.size();
  }

  User user(int index) {
    return users.get(index);
  }

  List<String> ids() {
    return users.stream().map(User::id).toList();
  }

  boolean isEligible(int user, int campaign) {
    return eligible.get(user * campaigns.size() + campaign);
  }

  boolean isHeldOut(int user, int campaign) {
    return heldOut.get(user * campaigns.size() + campaign);
  }
}
