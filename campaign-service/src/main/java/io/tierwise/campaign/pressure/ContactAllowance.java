package io.tierwise.campaign.pressure;

import io.tierwise.campaign.lifecycle.Channel;
import java.time.Instant;

/** Port: what a person may still get, by the caps of the contact policy. */
public interface ContactAllowance {
  /**
   * Takes one contact of a user's allowance: one atomic statement, whoever else takes at the time.
   * For contacts that campaigns do not make; those of campaigns take theirs when they are charged.
   *
   * @param userId any of the user's ids
   * @param key of this contact, unique over all users: taking it again is granted and counts once.
   *     The id of a campaign's contact counts as that contact
   * @param at when the contact happens
   */
  Taken take(String userId, Channel channel, String key, Instant at);

  /** How taking ended. */
  sealed interface Taken {
    /** It counts from now on. */
    record Granted() implements Taken {}

    /**
     * Nothing was taken.
     *
     * @param cap such as {@code user-day}, or {@code user-email-week} for one of a channel
     * @param used contacts in the cap's window
     */
    record Refused(String cap, int used, int limit) implements Taken {}
  }
}
