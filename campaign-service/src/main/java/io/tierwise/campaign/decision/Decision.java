package io.tierwise.campaign.decision;

import io.tierwise.campaign.contact.Contact;
import java.util.List;

/** The answer to a {@link DecisionRequest}. */
public sealed interface Decision {
  String reason();

  /** What was missing, so that it was decided without: {@code profile}, {@code tier}, ... */
  List<String> degraded();

  /** Show it: it was chosen, and charged, now. */
  record Offered(Contact contact, String reason, List<String> degraded) implements Decision {}

  /** Show it: an allocation had planned, and charged, it before. */
  record Planned(Contact contact, String reason, List<String> degraded) implements Decision {}

  /** Show nothing of ours. */
  record None(Why why, String reason, List<String> degraded) implements Decision {}

  /** Why there is no offer; the later ones are nearer to an offer. */
  enum Why {
    NO_CAMPAIGN,
    UNSUBSCRIBED,
    NOT_IN_AUDIENCE,
    QUIET_HOURS,
    CONTACTED_ALREADY,
    NOT_WORTH_ITS_PRICE,
    HELD_OUT,
    BUDGET_EXHAUSTED,
    PACED,
    CAPPED,
    CHANNEL_FULL
  }
}
