package io.tierwise.recommend.adapter.kafka;

import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.recommend.intake.RecordBehavior;
import io.tierwise.starter.kafka.DeadLetters;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/** Interactions out of the event stream, one transaction-like step a poll. */
public final class BehaviorEventsListener {
  private final RecordBehavior recordBehavior;
  private final Poll poll;

  public BehaviorEventsListener(RecordBehavior recordBehavior, DeadLetters deadLetters) {
    this.recordBehavior = recordBehavior;
    this.poll = new Poll(deadLetters);
  }

  @KafkaListener(id = "behavior-events", idIsGroup = false, topics = Topics.BEHAVIOR_EVENTS)
  public void onEvents(List<ConsumerRecord<String, byte[]>> messages) {
    BehaviorMapping mapping = new BehaviorMapping();
    poll.read(messages, BehaviorEvent.class, (_, event) -> mapping.add(event));
    recordBehavior.record(mapping.behavior());
  }
}
