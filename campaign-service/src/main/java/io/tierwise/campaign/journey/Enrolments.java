package io.tierwise.campaign.journey;

import io.tierwise.campaign.delivery.Message;
import io.tierwise.campaign.journey.JourneyBook.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Port: users on the way. */
public interface Enrolments {
  /** Keeps what a poll came to, all or nothing; again is as once. */
  void take(Intake intake, Instant now);

  /** Likewise, of triggers that are no events. */
  void trigger(List<Candidate> candidates, Instant now);

  /**
   * Takes some that are due, each by one caller only, and keeps what the looks come to with the
   * messages, all or nothing.
   *
   * @param look answers one transition for each
   * @return how many were taken
   */
  int look(int most, Instant now, Function<List<Enrolment>, List<Looked>> look);

  /**
   * @param parked stands still until its journey goes on; the transition is then that of no step
   */
  record Looked(Transition transition, boolean parked, List<Message> messages) {}

  /** Events since, by user. */
  Map<String, List<SeenEvent>> events(Collection<String> userIds, Instant since);

  /** Standing orders, by user. */
  Map<String, Orders> orders(Collection<String> userIds);

  record Orders(long count, Instant first, Instant last) {}

  /**
   * Standing orders after which the user did not order again for so long, with the time when that
   * was over, if that is in the period.
   */
  List<Away> ordersWithoutNext(Duration gap, Instant from, Instant to);

  record Away(String userId, Instant at) {}

  /** Of ids that belong to another user now: that user. */
  Map<String, String> canonical(Collection<String> userIds);

  /**
   * The usual time between two purchases of an item by one user: the median, of items with enough
   * of them.
   */
  Map<String, Duration> usualIntervals(Collection<String> itemIds, int enough);

  /** Lets those in who showed interest in an item that is cheaper, or there again. */
  void triggerByItem(Entry journey, ItemChange change, Instant now);

  /** Those of whom no profile with a user id has been heard yet. */
  Set<String> notYetIdentified(Collection<String> userIds);

  /** Of persons who asked for it, by any of their ids. */
  void forget(Collection<String> userIds);

  /** Forgets events that nobody asks for any more. */
  int forgetEvents(Instant before);
}
