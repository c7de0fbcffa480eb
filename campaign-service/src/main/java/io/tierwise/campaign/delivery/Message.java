package io.tierwise.campaign.delivery;

import io.tierwise.campaign.lifecycle.Channel;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message to one person.
 *
 * @param key makes it once: a second message of the same key is the first
 * @param template name of one; null: the fields are the message, as {@code title} and {@code body}
 * @param fields fill the template, or are the message
 * @param contactId of the contact that it carries out
 * @param due not sent before
 * @param priority of those that are due, the highest goes first
 */
public record Message(
    String key,
    String userId,
    Channel channel,
    @Nullable String template,
    Map<String, String> fields,
    @Nullable String campaignId,
    @Nullable String contactId,
    @Nullable String journeyId,
    Instant due,
    int priority) {
  public Message {
    fields = Map.copyOf(fields);
    if (key.isBlank()) {
      throw new IllegalArgumentException("a message to " + userId + " without key");
    }
  }
}
