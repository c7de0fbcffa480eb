package io.tierwise.campaign.adapter.kafka;

import io.tierwise.campaign.journey.Enrolments;
import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.profile.UserErasure;
import io.tierwise.starter.kafka.DeadLetters;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/** Forgets the journeys of persons who asked to be forgotten. */
public final class ErasureListener {
  private final Enrolments enrolments;
  private final Polls polls;

  public ErasureListener(Enrolments enrolments, DeadLetters deadLetters) {
    this.enrolments = enrolments;
    this.polls = new Polls(deadLetters);
  }

  @KafkaListener(
      id = "journey-erasures",
      topics = Topics.USER_ERASURES,
      idIsGroup = false,
      concurrency = "1")
  void onErasures(List<ConsumerRecord<String, byte[]>> poll) {
    polls.<UserErasure>handle(
        poll,
        message ->
            message.value() == null ? null : ContractJson.read(message.value(), UserErasure.class),
        found ->
            enrolments.forget(
                found.stream()
                    .flatMap(
                        erasure ->
                            Stream.concat(
                                Stream.of(erasure.userId()), erasure.mergedIds().stream()))
                    .distinct()
                    .toList()));
  }
}
