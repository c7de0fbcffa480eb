package io.tierwise.campaign.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A message that is ready to go.
 *
 * @param unsubscribeUrl null where a channel has nothing to unsubscribe from
 */
public record Parcel(Claimed.Entry entry, Content content, @Nullable String unsubscribeUrl) {
  public Message message() {
    return entry.message();
  }

  public Recipient recipient() {
    return entry.recipient();
  }
}
