package io.tierwise.profile.quality;

import io.tierwise.profile.event.Action;
import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.quality.Suspicion.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells bots and tests from customers.
 *
 * @param maxPerMinute a key with more events within a minute of the clock is a bot
 * @param maxPerDay a key with more events on a day (UTC) is a bot
 * @param botAgents a user agent that contains one of these, in lower case, is a bot's
 * @param testTraits a user with one of these traits true is a test
 * @param testDomains a user whose e-mail domain ends with one of these is a test
 */
public record TrafficRules(
    int maxPerMinute,
    int maxPerDay,
    List<String> botAgents,
    List<String> testTraits,
    List<String> testDomains) {
  public static final String PER_MINUTE = "events-per-minute";
  public static final String PER_DAY = "events-per-day";
  public static final String USER_AGENT = "user-agent";
  public static final String TRAIT = "test-trait";
  public static final String DOMAIN = "email-domain";
  private static final int LONGEST_DETAIL = 200;

  public TrafficRules {
    if (maxPerMinute < 1 || maxPerDay < 1) {
      throw new IllegalArgumentException(
          "rates of " + maxPerMinute + " and " + maxPerDay + " suspect everyone");
    }
    botAgents = lower(botAgents);
    testTraits = List.copyOf(testTraits);
    testDomains = lower(testDomains);
  }

  /** What one event alone tells; null if nothing. */
  public @Nullable Suspicion of(UserEvent event) {
    String userAgent = event.surroundings().userAgent();
    if (userAgent != null) {
      String agent = userAgent.toLowerCase(Locale.ROOT);
      for (String bot : botAgents) {
        if (agent.contains(bot)) {
          return new Suspicion(Kind.BOT, USER_AGENT, cut(userAgent));
        }
      }
    }
    return event.action() == Action.IDENTIFIED ? ofTraits(event.traits()) : null;
  }

  private @Nullable Suspicion ofTraits(Map<String, Object> traits) {
    for (String trait : testTraits) {
      if (Boolean.TRUE.equals(traits.get(trait))) {
        return new Suspicion(Kind.TEST, TRAIT, cut(trait));
      }
    }
    if (traits.get("email") instanceof String email) {
      String domain = email.substring(email.lastIndexOf('@') + 1).strip().toLowerCase(Locale.ROOT);
      for (String test : testDomains) {
        if (domain.equals(test) || domain.endsWith("." + test)) {
          return new Suspicion(Kind.TEST, DOMAIN, cut(domain));
        }
      }
    }
    return null;
  }

  private static List<String> lower(List<String> texts) {
    return texts.stream().map(text -> text.strip().toLowerCase(Locale.ROOT)).toList();
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL - 1);
  }
}
