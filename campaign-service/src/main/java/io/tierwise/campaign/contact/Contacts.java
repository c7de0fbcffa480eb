package io.tierwise.campaign.contact;

import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.Channel;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
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

  /** Likewise for one user: ids of campaigns. */
  Set<String> exhaustedFor(String userId, Collection<Campaign> campaigns);

  /** The most valuable contact of the user on this channel that was not seen or clicked yet. */
  Optional<Contact> planned(String userId, Channel channel, Collection<Campaign> campaigns);

  /** How charging a contact ended. */
  enum Charge {
    CHARGED,
    BUDGET_EXHAUSTED,
    USER_EXHAUSTED
  }

  /**
   * Charges the budget, keeps the contact and queues it for its topic: all or nothing. One atomic
   * statement guards the budget, so that concurrent decisions can never breach it.
   */
  Charge charge(Contact contact, int contactsPerUser, ExperimentUnit unit);

  void keepUnit(ExperimentUnit unit);

  /** Claims contacts for publication; they are claimed anew if not confirmed in time. */
  List<Contact> claimUnpublished(int limit, Instant now);

  /** Those on a channel with a delivery are queued as messages. */
  void confirmPublished(List<Contact> contacts, Instant now);

  static String key(String campaignId, String userId) {
    return campaignId + "/" + userId;
  }
}
