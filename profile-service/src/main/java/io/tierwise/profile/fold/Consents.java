package io.tierwise.profile.fold;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Finds what traits say about consent: {@code consent: {email: true}}, or one trait a channel as
 * {@code email_opt_in}, {@code emailOptIn}, {@code email_consent} or {@code emailConsent}. Only
 * booleans count; whatever else is said there is no consent and no refusal. The object wins over
 * the single traits of the same event.
 */
final class Consents {
  private static final List<String> SUFFIXES = List.of("_opt_in", "OptIn", "_consent", "Consent");

  static void find(Map<String, Object> traits, BiConsumer<String, Boolean> consent) {
    Map<String, Boolean> found = new HashMap<>();
    traits.forEach((name, value) -> single(name, value, found));
    if (traits.get("consent") instanceof Map<?, ?> channels) {
      channels.forEach((channel, value) -> put(channel.toString(), value, found));
    }
    found.forEach(consent);
  }

  private static void single(String name, Object value, Map<String, Boolean> found) {
    for (String suffix : SUFFIXES) {
      if (name.endsWith(suffix) && name.length() > suffix.length()) {
        put(name.substring(0, name.length() - suffix.length()), value, found);
      }
    }
  }

  private static void put(String channel, Object value, Map<String, Boolean> found) {
    if (value instanceof Boolean given) {
      found.put(channel.toLowerCase(Locale.ROOT), given);
    }
  }

  private Consents() {}
}
