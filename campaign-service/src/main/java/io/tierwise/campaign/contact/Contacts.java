package io.tierwise.campaign.contact;

import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.pace.DayBudget;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port: contacts made, and the budgets that they are charged to. */
public interface Contacts {
  /** What may limit a listing; nulls do not. */
  record Filter(
      @Nullable String userId, @Nullable String campaignId, @Nullable String allocationId) {}

  List<ListedContact> list(Filter filter, long after, int limit);

  /** The held-out users of a campaign's experiment, in the order of their ids. */
  List<ExperimentUnit> controls(String campaignId, @Nullable String afterUser, int limit);

  /** Users to whom the campaign may make no further contact, as {@link #key}. */
  Set<String> exhausted(Collection<Campaign> campaigns);

  /** The variants that users have got of campaigns that have several, by {@link #key}. */
  Map<String, String> variants(Collection<Campaign> campaigns);

  Optional<Contact> find(String id);

  /** How charging a contact ended. */
  enum Charge {
    CHARGED,
    BUDGET_EXHAUSTED,
    USER_EXHAUSTED
  }

  /**
   * Makes the first of these contacts of one user over one channel that every limit allows: charges
   * the budget, counts it for the user and the channel, keeps it and its arm, and queues it for its
   * topic; all or nothing, by one atomic statement, so that concurrent decisions can breach no
   * limit. A campaign that holds the user out keeps a control where it would have been charged.
   *
   * @param unlessWaiting make none if one of the campaigns has a contact that was not seen yet
   */
  Choice choose(List<Candidate> candidates, boolean unlessWaiting);

  /** The one contact, with no limits of the campaign's but its budget and this one. */
  default Charge charge(Contact contact, int contactsPerUser) {
    Choice choice =
        choose(List.of(new Candidate(contact, contactsPerUser, DayBudget.UNLIMITED, false)), false);
    return choice.made().isPresent()
        ? Charge.CHARGED
        : choice.refusals().stream().anyMatch(r -> r.limit() == Choice.Limit.BUDGET)
            ? Charge.BUDGET_EXHAUSTED
            : Charge.USER_EXHAUSTED;
  }

  /** Claims contacts for publication; they are claimed anew if not confirmed in time. */
  List<Contact> claimUnpublished(int limit, Instant now);

  /** Those on a channel with a delivery are queued as messages. */
  void confirmPublished(List<Contact> contacts, Instant now);

  static String key(String campaignId, String userId) {
    return campaignId + "/" + userId;
  }
}
