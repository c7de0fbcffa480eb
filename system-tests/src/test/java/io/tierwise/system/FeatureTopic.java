package io.tierwise.system;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.profile.ProfileFeatures;
import java.util.Map;
import java.util.TreeMap;

/** What other services know of users: the last message of each key. */
final class FeatureTopic {
  /** Of the keys that contain the text and have not been taken away. */
  static Map<String, ProfileFeatures> latest(String bootstrapServers, String text) {
    Map<String, ProfileFeatures> latest = new TreeMap<>();
    WholeTopic.read(
        bootstrapServers,
        Topics.PROFILE_FEATURES,
        message -> {
          if (!message.key().contains(text)) {
            return;
          }
          if (message.value() == null) {
            latest.remove(message.key());
          } else {
            latest.put(message.key(), ContractJson.read(message.value(), ProfileFeatures.class));
          }
        });
    return latest;
  }

  private FeatureTopic() {}
}
