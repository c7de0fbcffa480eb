package io.tierwise.profile.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.fold.Formula;
import io.tierwise.profile.history.EventFormat;
import io.tierwise.profile.history.FoldEvents;
import io.tierwise.profile.history.FoldMetrics;
import io.tierwise.profile.history.HistoryWriter;
import io.tierwise.profile.history.ProfileWriter;
import io.tierwise.profile.quality.TrafficRules;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What a poll asks of the database, whatever it holds; docs/performance.md states the numbers. */
@ProfileServiceTest
class RoundTripsIT {
  private static final int POLL = 2_000;
  private static final int USERS = 50;

  @Autowired private DataSource source;
  @Autowired private EventFormat format;
  @Autowired private Formula formula;
  @Autowired private TrafficRules rules;
  @Autowired private FoldMetrics metrics;
  @Autowired private Clock clock;
  private CountedTrips trips;
  private FoldEvents foldEvents;

  @BeforeEach
  void foldOverACountedSource() {
    trips = new CountedTrips(source);
    JdbcTemplate jdbc = new JdbcTemplate(trips);
    JdbcTransactionManager manager = new JdbcTransactionManager(trips);
    PostgresConfiguration ports = new PostgresConfiguration();
    JdbcProfiles profiles = ports.profiles(jdbc, ports.profileRows());
    JdbcLedger ledger =
        ports.ledger(
            jdbc,
            ports.ledgerPartitions(jdbc, manager, clock),
            manager,
            rules,
            new JdbcItemCatalogue(jdbc),
            clock);
    ProfileWriter writer =
        new ProfileWriter(profiles, ports.orders(jdbc), ports.sessions(jdbc), formula, clock);
    HistoryWriter history =
        new HistoryWriter(
            format,
            ledger,
            ports.baselines(jdbc),
            profiles,
            ports.identityLinks(jdbc),
            writer,
            formula,
            metrics,
            clock);
    foldEvents = new FoldEvents(format, ledger, ports.transactions(manager), history, metrics);
  }

  /** Makes the users, and this month's partitions and labels, known. */
  private void known(String prefix) {
    fold(views(prefix, "first", 0));
    fold(orders(prefix, "first-order", 1));
    trips.taken();
  }

  private static List<Events> views(String prefix, String id, int hour) {
    return IntStream.range(0, POLL)
        .mapToObj(i -> Events.viewed(id + i).user(prefix + i % USERS).minute(60L * hour + i % 30))
        .toList();
  }

  private static List<Events> orders(String prefix, String id, int hour) {
    return IntStream.range(0, USERS)
        .mapToObj(
            i -> Events.ordered(id + i, id + "-o" + i, "5").user(prefix + i).minute(60L * hour))
        .toList();
  }

  private List<String> fold(List<Events> poll) {
    assertThat(foldEvents.fold(poll.stream().map(Events::json).toList()).folded())
        .isEqualTo(poll.size());
    return trips.taken();
  }

  @Test
  void viewsOfKnownUsers() {
    known("trips-known-");
    assertThat(fold(views("trips-known-", "again", 5)))
        .containsExactly(
            "begin copy",
            "end copy",
            "lock profile",
            "begin copy",
            "end copy",
            "begin copy",
            "end copy",
            "with event_tally",
            "with profile_session",
            "with profile",
            "commit")
        .hasSize(11);
  }

  @Test
  void sessionsThatMayGoOn_areLookedForByOneMore() {
    known("trips-session-");
    List<Events> goingOn =
        IntStream.range(0, USERS)
            .mapToObj(i -> Events.viewed("on" + i).user("trips-session-" + i).minute(35))
            .toList();
    assertThat(fold(goingOn))
        .containsSubsequence("select profile_session", "with profile_session", "commit")
        .hasSize(12);
  }

  @Test
  void newUsers_takeACopyMore() {
    known("trips-old-");
    assertThat(fold(views("trips-new-", "new", 5)))
        .containsSubsequence(
            "lock profile", "with profile_session", "begin copy", "end copy", "with profile")
        .doesNotContain("insert profile")
        .hasSize(13);
  }

  @Test
  void newOrders_takeOneMore() {
    known("trips-orders-");
    List<Events> poll = new ArrayList<>(views("trips-orders-", "viewed", 5));
    poll.addAll(orders("trips-orders-", "ordered", 5));
    assertThat(fold(poll))
        .containsSubsequence("insert profile_order", "commit")
        .doesNotContain("select profile_order")
        .hasSize(12);
  }

  @Test
  void changesOfKnownOrders_takeThreeMoreThanThat() {
    known("trips-refunds-");
    List<Events> refunds =
        IntStream.range(0, USERS)
            .mapToObj(
                i ->
                    Events.refunded("refund" + i, "first-order-o" + i, null)
                        .user("trips-refunds-" + i)
                        .minute(600))
            .toList();
    fold(List.of(Events.refunded("label", "elsewhere", null).user("trips-refunds-0")));
    assertThat(fold(refunds))
        .containsSubsequence(
            "insert profile_order",
            "select profile_order",
            "update profile_order",
            "select profile_order",
            "commit")
        .hasSize(15);
  }

  @Test
  void pollThatWasTakenBefore_isTriedOnce_andThenLookedFor() {
    known("trips-twice-");
    List<byte[]> again = views("trips-twice-", "first", 0).stream().map(Events::json).toList();
    assertThat(foldEvents.fold(again).folded()).isZero();
    assertThat(trips.taken())
        .containsExactly("begin copy", "end copy", "rollback", "select ledger_message", "commit");
    assertThat(foldEvents.fold(again).folded()).isZero();
    assertThat(trips.taken()).containsExactly("select ledger_message", "commit");
  }
}
