package io.tierwise.campaign.adapter.kafka;

import io.tierwise.campaign.audience.MemberStates;
import io.tierwise.campaign.audience.MemberStates.ProfileState;
import io.tierwise.campaign.audience.MemberStates.TierState;
import io.tierwise.campaign.audience.Persons;
import io.tierwise.campaign.audience.Persons.Person;
import io.tierwise.campaign.journey.FollowMembers;
import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.profile.ProfileFeatures;
import io.tierwise.contracts.segmentation.TierAssignment;
import io.tierwise.starter.kafka.DeadLetters;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;

/** Keeps members as the topics of profiles and tiers tell: the last message of a user counts. */
public final class MemberListener {
  private final MemberStates members;
  private final Persons persons;
  private final FollowMembers journeys;
  private final Polls polls;

  public MemberListener(
      MemberStates members, Persons persons, FollowMembers journeys, DeadLetters deadLetters) {
    this.members = members;
    this.persons = persons;
    this.journeys = journeys;
    this.polls = new Polls(deadLetters);
  }

  /** A user's last message; either a state, or gone. */
  private sealed interface Last {
    String userId();

    record Profile(
        String userId, ProfileState state, List<String> mergedIds, @Nullable Instant seenAt)
        implements Last {
      /** Nothing of a user of whom no event was seen. */
      Stream<FollowMembers.Profile> news() {
        return Stream.ofNullable(seenAt)
            .map(at -> new FollowMembers.Profile(userId, state.identified(), at));
      }

      Person person() {
        return new Person(userId, mergedIds, state.asOf());
      }
    }

    record Tier(String userId, TierState state, @Nullable String before) implements Last {
      FollowMembers.Tier news() {
        return new FollowMembers.Tier(userId, before, state.tier(), state.assignedAt());
      }
    }

    record Gone(String userId) implements Last {}
  }

  @KafkaListener(
      id = "profile-features",
      topics = Topics.PROFILE_FEATURES,
      idIsGroup = false,
      concurrency = "1")
  void onProfiles(List<ConsumerRecord<String, byte[]>> poll) {
    polls.<Last>handle(
        lastOfEachUser(poll),
        message ->
            message.value() == null ? new Last.Gone(message.key()) : profile(message.value()),
        found -> {
          List<Last.Profile> profiles =
              found.stream()
                  .filter(Last.Profile.class::isInstance)
                  .map(Last.Profile.class::cast)
                  .toList();
          journeys.profiles(profiles.stream().flatMap(Last.Profile::news).toList());
          members.keepProfiles(profiles.stream().map(Last.Profile::state).toList());
          if (!profiles.isEmpty()) {
            persons.follow(profiles.stream().map(Last.Profile::person).toList());
          }
          members.forgetProfiles(gone(found));
        });
  }

  @KafkaListener(
      id = "tier-assignments",
      topics = Topics.TIER_ASSIGNMENTS,
      idIsGroup = false,
      concurrency = "1")
  void onTiers(List<ConsumerRecord<String, byte[]>> poll) {
    polls.<Last>handle(
        lastOfEachUser(poll),
        message -> message.value() == null ? new Last.Gone(message.key()) : tier(message.value()),
        found -> {
          List<Last.Tier> tiers =
              found.stream()
                  .filter(Last.Tier.class::isInstance)
                  .map(Last.Tier.class::cast)
                  .toList();
          members.keepTiers(tiers.stream().map(Last.Tier::state).toList());
          journeys.tiers(tiers.stream().map(Last.Tier::news).toList());
          members.forgetTiers(gone(found));
        });
  }

  private static List<String> gone(List<Last> found) {
    return found.stream().filter(Last.Gone.class::isInstance).map(Last::userId).toList();
  }

  /** Parsing is what costs: a user who was touched ten times in a poll is parsed once. */
  private static List<ConsumerRecord<String, byte[]>> lastOfEachUser(
      Collection<ConsumerRecord<String, byte[]>> poll) {
    Map<String, ConsumerRecord<String, byte[]>> last = new LinkedHashMap<>();
    poll.forEach(message -> last.put(message.key(), message));
    return List.copyOf(last.values());
  }

  private static Last.Profile profile(byte[] json) {
    ProfileFeatures features = ContractJson.read(json, ProfileFeatures.class);
    return new Last.Profile(
        features.userId(), state(features), features.mergedIds(), features.lastSeenAt());
  }

  private static ProfileState state(ProfileFeatures features) {
    return new ProfileState(
        features.userId(),
        Objects.requireNonNull(features.asOf(), "asOf"),
        features.identified(),
        features.orders(),
        Objects.requireNonNull(features.netRevenue(), "netRevenue"),
        features.averageOrderValue(),
        features.consent().entrySet().stream()
            .filter(entry -> Boolean.TRUE.equals(entry.getValue()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet()),
        FeatureDocument.of(features));
  }

  private static Last.Tier tier(byte[] json) {
    TierAssignment assignment = ContractJson.read(json, TierAssignment.class);
    TierState state =
        new TierState(
            assignment.userId(),
            assignment.tier(),
            assignment.tierRank(),
            assignment.segment(),
            Objects.requireNonNull(assignment.assignedAt(), "assignedAt"));
    return new Last.Tier(assignment.userId(), state, assignment.previousTier());
  }
}
