package io.tierwise.campaign.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Port: the messages that a shop shows to a user itself. */
public interface Inbox {
  /**
   * @param position of the listing's cursor
   * @param fields of the message, such as an image or a link
   */
  record Item(
      long position,
      String key,
      Content content,
      Map<String, String> fields,
      @Nullable String campaignId,
      Instant at,
      @Nullable Instant readAt) {}

  /**
   * Newest first.
   *
   * @param before position of the last item of the page before; {@code Long.MAX_VALUE} at first
   */
  List<Item> list(String userId, boolean unreadOnly, long before, int limit);

  long unread(String userId);

  /** False if the user has no such message; read twice is read at the first time. */
  boolean read(String userId, String key, Instant now);
}
