package io.tierwise.profile.quality;

/**
 * Why traffic is not taken for a customer's.
 *
 * @param rule that fired
 * @param detail what it fired on
 */
public record Suspicion(Kind kind, String rule, String detail) {
  public enum Kind {
    BOT,
    TEST
  }
}
