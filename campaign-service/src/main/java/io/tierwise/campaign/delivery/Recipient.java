package io.tierwise.campaign.delivery;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a message, as the profile says now.
 *
 * @param locale such as {@code de-AT}
 * @param traits as text, those with a simple value
 */
public record Recipient(
    String userId, @Nullable String tier, @Nullable String locale, Map<String, String> traits) {
  public Recipient {
    traits = Map.copyOf(traits);
  }

  public @Nullable String email() {
    return traits.get("email");
  }

  public @Nullable String phone() {
    return traits.get("phone");
  }

  /** The language of the locale: {@code de}; null without one. */
  public @Nullable String language() {
    return locale == null || locale.isBlank()
        ? null
        : locale.split("[-_]", 2)[0].toLowerCase(java.util.Locale.ROOT);
  }
}
