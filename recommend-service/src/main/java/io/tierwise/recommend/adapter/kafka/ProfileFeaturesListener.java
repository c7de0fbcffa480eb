package io.tierwise.recommend.adapter.kafka;

import io.tierwise.contracts.Topics;
import io.tierwise.recommend.intake.FollowProfiles;
import io.tierwise.recommend.interaction.Identities.Person;
import io.tierwise.starter.kafka.DeadLetters;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;

/** Which ids are one user, out of the topic of profiles; all else in it is for others. */
public final class ProfileFeaturesListener {
  private final FollowProfiles followProfiles;
  private final Poll poll;

  public ProfileFeaturesListener(FollowProfiles followProfiles, DeadLetters deadLetters) {
    this.followProfiles = followProfiles;
    this.poll = new Poll(deadLetters);
  }

  /** The part of the contract that is read here. */
  record Ids(String userId, @Nullable List<String> mergedIds, Instant asOf) {}

  @KafkaListener(
      id = "profile-features",
      idIsGroup = false,
      topics = Topics.PROFILE_FEATURES,
      concurrency = "1")
  public void onProfiles(List<ConsumerRecord<String, byte[]>> messages) {
    Map<String, ConsumerRecord<String, byte[]>> last = new LinkedHashMap<>();
    messages.forEach(message -> last.put(message.key(), message));
    Map<String, Person> persons = new LinkedHashMap<>();
    poll.read(
        List.copyOf(last.values()),
        Ids.class,
        (_, ids) -> {
          Person person = person(ids);
          persons.put(person.userId(), person);
        });
    followProfiles.follow(persons.values());
  }

  private static Person person(Ids ids) {
    List<String> merged = ids.mergedIds() == null ? List.of() : ids.mergedIds();
    return new Person(
        StorableText.id("userId", ids.userId()),
        merged.stream().map(id -> StorableText.id("mergedIds", id)).toList(),
        Objects.requireNonNull(ids.asOf(), "asOf"));
  }
}
