package io.tierwise.campaign.adapter.kafka;

/**
 * Tells from the bytes of an event whether it can be a promotion or an order at all. Most events
 * are browsing: reading past them must cost next to nothing. A text elsewhere in an event may let
 * it through; then the parsed event decides.
 */
final class EventFilter {
  private static final byte[] PROMOTION = {'P', 'r', 'o', 'm', 'o', 't', 'i', 'o', 'n', ' '};
  private static final byte[] ORDER = {'O', 'r', 'd', 'e', 'r', ' '};

  static boolean mayMatter(byte[] json) {
    for (int i = 0; i < json.length - PROMOTION.length; i++) {
      if (json[i] == '"'
          && (startsWith(json, i + 1, ORDER) || startsWith(json, i + 1, PROMOTION))) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] json, int from, byte[] word) {
    for (int i = 0; i < word.length; i++) {
      if (json[from + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  private EventFilter() {}
}
