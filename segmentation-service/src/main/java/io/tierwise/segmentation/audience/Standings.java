package io.tierwise.segmentation.audience;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Port: who is in which audience, and whom to judge anew. Moves queue themselves for the topic. */
public interface Standings {
  /** A user who is in an audience since then. */
  record Member(String userId, Instant since) {}

  /** An audience that a user is in since then. */
  record Membership(String audience, Instant since) {}

  /** A change of whether somebody is in an audience. */
  record Move(String userId, String audience, boolean entered) {}

  /** Until the end of the transaction nobody else judges; false if somebody does. */
  boolean lock();

  /** Takes keys of users about whom something changed, the oldest first; some come again. */
  List<String> takeTouched(int limit);

  /** Customers whose time has come. */
  List<String> due(Instant now, int limit);

  /** The customers whom the keys mean. */
  List<String> customersOf(Collection<String> keys);

  List<String> customersAfter(String userId, int limit);

  /** What is remembered of the users, by audience and user. */
  Map<Long, Map<String, Standing>> of(Collection<Long> audiences, Collection<String> users);

  void keep(Collection<Standing> changed, Collection<Move> moves, Instant at);

  /** Forgets users who are no customers any more. */
  void removeUsers(Collection<String> users, Instant at);

  /**
   * Lets some members leave an audience that is being removed.
   *
   * @return whether there may be more
   */
  boolean removeSome(Audience audience, int limit, Instant at);

  long count(long audience);

  /** By ascending user id. */
  List<Member> members(long audience, @Nullable String after, int limit);

  List<Membership> ofUser(String userId);
}
