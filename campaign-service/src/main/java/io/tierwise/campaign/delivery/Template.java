package io.tierwise.campaign.delivery;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words of messages, per tier and language.
 *
 * @param fields that a message has to bring
 * @param variants one of them for everybody
 */
public record Template(
    String name, List<String> fields, List<Variant> variants, Instant updatedAt) {
  /** What every message has without bringing it; {@code traits.NAME} as well. */
  public static final Set<String> GIVEN =
      Set.of("userId", "tier", "locale", "email", "campaignId", "unsubscribeUrl");

  public static final String TRAIT = "traits.";

  public Template {
    fields = List.copyOf(fields);
    variants = List.copyOf(variants);
  }

  /**
   * @param tier null for every tier
   * @param language such as {@code de}; null for every language
   * @param text without markup
   */
  public record Variant(
      @Nullable String tier,
      @Nullable String language,
      String subject,
      String text,
      @Nullable String html) {
    boolean suits(Recipient recipient) {
      return (tier == null || tier.equals(recipient.tier()))
          && (language == null || language.equals(recipient.language()));
    }

    /** The tier says more about what to say than the language, but not in a wrong language. */
    int fitness() {
      return (language == null ? 0 : 2) + (tier == null ? 0 : 1);
    }
  }

  /** The most special one that suits. */
  public Variant variantFor(Recipient recipient) {
    return variants.stream()
        .filter(variant -> variant.suits(recipient))
        .max(Comparator.comparingInt(Variant::fitness))
        .orElseThrow(() -> new IllegalStateException(name + " has no variant for everybody"));
  }

  /** Whether a placeholder of this name can get a value. */
  public static boolean knows(List<String> fields, String placeholder) {
    return fields.contains(placeholder)
        || GIVEN.contains(placeholder)
        || (placeholder.startsWith(TRAIT) && placeholder.length() > TRAIT.length());
  }
}
