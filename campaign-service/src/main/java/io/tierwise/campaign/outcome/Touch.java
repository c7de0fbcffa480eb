package io.tierwise.campaign.outcome;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user saw or clicked an offer.
 *
 * @param messageId of the event; natural key together with the user
 * @param contactId that the channel sent back; null if it sent only the campaign
 */
public record Touch(
    String userId,
    String messageId,
    Kind kind,
    @Nullable String contactId,
    @Nullable String campaignId,
    @Nullable String offerId,
    Instant occurredAt) {
  /** How much of the user's attention it proves. */
  public enum Kind {
    IMPRESSION,
    CLICK
  }
}
