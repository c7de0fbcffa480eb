package io.tierwise.campaign.adapter.kafka;

import io.tierwise.campaign.audience.AudienceStates;
import io.tierwise.campaign.journey.FollowMembers;
import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.segmentation.SegmentChange;
import io.tierwise.starter.kafka.DeadLetters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * Follows who is in which rule segment. A change can come in several messages; its sequence tells
 * that it is the same.
 */
public final class SegmentListener {
  private final AudienceStates audiences;
  private final FollowMembers journeys;
  private final Polls polls;

  public SegmentListener(
      AudienceStates audiences, FollowMembers journeys, DeadLetters deadLetters) {
    this.audiences = audiences;
    this.journeys = journeys;
    this.polls = new Polls(deadLetters);
  }

  /** Without change: the user is gone. */
  private record Told(String userId, Optional<SegmentChange> change) {}

  @KafkaListener(
      id = "segment-changes",
      topics = Topics.SEGMENT_CHANGES,
      idIsGroup = false,
      concurrency = "1")
  void onSegments(List<ConsumerRecord<String, byte[]>> poll) {
    polls.<Told>handle(
        poll,
        message ->
            new Told(
                message.key(),
                Optional.ofNullable(message.value())
                    .map(json -> ContractJson.read(json, SegmentChange.class))),
        this::keep);
  }

  private void keep(List<Told> told) {
    Map<String, Told> last = new LinkedHashMap<>();
    told.forEach(one -> last.put(one.userId(), one));
    audiences.keep(
        last.values().stream()
            .flatMap(one -> one.change().stream())
            .map(change -> new AudienceStates.State(change.userId(), change.audiences()))
            .toList());
    audiences.forget(
        last.values().stream().filter(one -> one.change().isEmpty()).map(Told::userId).toList());
    journeys.segments(
        told.stream()
            .flatMap(one -> one.change().stream())
            .flatMap(
                message ->
                    message.changes().stream()
                        .map(
                            change ->
                                new FollowMembers.Segment(
                                    message.userId(),
                                    change.audience(),
                                    change.move() == SegmentChange.Move.ENTERED,
                                    change.at(),
                                    "segment " + change.sequence())))
            .toList());
  }
}
