package io.tierwise.ingest.rejects;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.UnreadableContract;
import io.tierwise.contracts.campaign.CampaignContact;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.ingest.rejects.Rejection.Kept;
import io.tierwise.ingest.rejects.Verdict.Closed;
import io.tierwise.ingest.rejects.Verdict.Fit;
import io.tierwise.ingest.rejects.Verdict.Unfit;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What another service could not take goes back to where it read it, for all who read that topic:
 * they know the message by its id. Whether it is taken now shows at that service; if not, it makes
 * a new rejection.
 */
final class ReturnedMessages {
  Verdict judge(Kept kept, byte @Nullable [] correction) {
    String topic = kept.rejection().topic();
    if (topic == null || !Topics.ALL.contains(topic) || topic.equals(Topics.REJECTED_EVENTS)) {
      return new Closed("unknown-origin", "It does not say a topic to which it could go back");
    }
    if (Topics.COMPACTED.contains(topic)) {
      return new Closed(
          "outdated-state",
          topic + " has states rather than events: an old one must not follow a newer one");
    }
    byte[] body = correction == null ? kept.payload() : correction;
    try {
      String messageId = null;
      String key = kept.rejection().userId();
      switch (topic) {
        case Topics.BEHAVIOR_EVENTS -> {
          BehaviorEvent event = ContractJson.read(body, BehaviorEvent.class);
          messageId = event.messageId();
          key = event.userKey();
          if (correction != null && !isSameMessage(kept.payload(), event)) {
            return Unfit.of(
                "messageId",
                "inconsistent",
                "must stay what it was, so that the event counts once");
          }
        }
        case Topics.CAMPAIGN_CONTACTS -> ContractJson.read(body, CampaignContact.class);
        default -> {
          // Of any shape: whoever reads it judges it.
        }
      }
      return new Fit(List.of(new ProducerRecord<>(topic, key, body)), messageId, null);
    } catch (UnreadableContract | IllegalArgumentException | NullPointerException e) {
      return Unfit.of("$", "broken-json", String.valueOf(e.getMessage()));
    }
  }

  private static boolean isSameMessage(byte[] original, BehaviorEvent correction) {
    try {
      return ContractJson.read(original, BehaviorEvent.class)
          .messageId()
          .equals(correction.messageId());
    } catch (UnreadableContract | IllegalArgumentException | NullPointerException e) {
      return true;
    }
  }
}
