package io.tierwise.recommend.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tierwise.recommend.Events;
import io.tierwise.recommend.adapter.postgres.JdbcHistoryNews;
import io.tierwise.recommend.adapter.postgres.JdbcIdentities;
import io.tierwise.recommend.adapter.postgres.JdbcInteractions;
import io.tierwise.recommend.adapter.postgres.JdbcItems;
import io.tierwise.recommend.adapter.postgres.JdbcOrders;
import io.tierwise.recommend.adapter.postgres.JdbcTiers;
import io.tierwise.recommend.adapter.postgres.JdbcTouches;
import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.evaluation.Tiers;
import io.tierwise.recommend.intake.Behavior;
import io.tierwise.recommend.intake.FollowHistories;
import io.tierwise.recommend.intake.FollowProfiles;
import io.tierwise.recommend.intake.FollowTiers;
import io.tierwise.recommend.intake.RecordBehavior;
import io.tierwise.recommend.interaction.Identities.Person;
import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.OrderFact;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.UserHistories;
import io.tierwise.recommend.interaction.UserHistory;
import io.tierwise.recommend.serving.LiveDemand;
import io.tierwise.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Several instances on one database: what one stores of a user, the others know after a look. */
class InstancesIT {
  private static final Instant T = Events.AT;
  private static String url;
  private final TestClock clock = new TestClock();
  private final List<SingleConnectionDataSource> sources = new ArrayList<>();
  private Instance owner;
  private Instance other;

  private static final class TestClock extends Clock {
    Instant now = T;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** What holds and follows histories, with a connection and item numbers of its own. */
  private final class Instance {
    final SingleConnectionDataSource source = new SingleConnectionDataSource(url, true);
    final JdbcTemplate jdbc = new JdbcTemplate(source);
    final Catalogue catalogue = new Catalogue();
    final UserHistories histories;
    final RecordBehavior behavior;
    final FollowProfiles profiles;
    final FollowTiers tiers;
    final FollowHistories news;

    Instance(int number) {
      sources.add(source);
      for (int item = 0; item < number; item++) {
        catalogue.number("only here " + item);
      }
      JdbcHistoryNews told = new JdbcHistoryNews(jdbc, new UUID(0, number));
      JdbcInteractions interactions =
          new JdbcInteractions(jdbc, jdbc, told, catalogue::number, 500);
      JdbcIdentities identities =
          new JdbcIdentities(
              jdbc, new TransactionTemplate(new DataSourceTransactionManager(source)), told);
      histories =
          new UserHistories(
              interactions,
              catalogue::number,
              new UserHistories.Limits(100, 100_000, 500, Duration.ofDays(1), Duration.ZERO),
              clock);
      behavior =
          new RecordBehavior(
              interactions,
              new JdbcOrders(jdbc, told),
              new JdbcTouches(jdbc),
              identities,
              new JdbcItems(jdbc),
              catalogue,
              histories,
              new LiveDemand(StrengthWeights.DEFAULT, LiveDemand.HalfLives.DEFAULT, clock));
      profiles = new FollowProfiles(identities, histories);
      tiers = new FollowTiers(new JdbcTiers(jdbc, told), histories);
      news = new FollowHistories(told, histories, clock);
      news.follow();
    }

    void record(Interaction... deeds) {
      behavior.record(new Behavior(List.of(deeds), List.of(), List.of(), List.of()));
    }

    List<String> items(UserHistory history) {
      List<String> items = new ArrayList<>();
      for (int row = 0; row < history.size(); row++) {
        items.add(catalogue.itemId(history.item(row)));
      }
      return items.stream().sorted().toList();
    }

    /** What an answer would rest on. */
    List<String> items(String user) {
      return items(histories.of(user));
    }

    List<String> bought(String user) {
      return Arrays.stream(histories.of(user).purchased()).mapToObj(catalogue::itemId).toList();
    }

    boolean holds(String user) {
      return !histories.held(List.of(user)).isEmpty();
    }
  }

  @BeforeAll
  static void migrate() {
    url = TestPostgres.newDatabase();
    Flyway.configure().dataSource(url, null, null).load().migrate();
  }

  @BeforeEach
  void start() {
    owner = new Instance(1);
    other = new Instance(2);
    owner.jdbc.execute("truncate order_fact, interaction, identity, user_tier, history_news");
  }

  @AfterEach
  void close() {
    sources.forEach(SingleConnectionDataSource::destroy);
  }

  private static Interaction deed(String user, String item, InteractionKind kind) {
    return Interaction.of(user, item, kind, T, kind + item);
  }

  private static Interaction view(String user, String item) {
    return deed(user, item, InteractionKind.VIEW);
  }

  @Test
  void aDeedThatOneStored_isKnownToTheOther_afterALook() {
    for (Instance instance : List.of(owner, other)) {
      assertThat(instance.items("u")).isEmpty();
      assertThat(instance.items("bystander")).isEmpty();
    }
    owner.record(view("u", "a"), deed("u", "b", InteractionKind.PURCHASE));
    other.news.follow();
    assertThat(other.items("u")).containsExactly("a", "b");
    assertThat(other.bought("u")).containsExactly("b");
    assertThat(other.holds("bystander")).isTrue();

    // Told again, as after a poll that failed: the other may have failed before it brought memory
    // up to date.
    other.record(view("u", "a"));
    owner.news.follow();
    assertThat(owner.holds("u")).isFalse();
  }

  @Test
  void whatAnInstanceStoredItself_itKeeps() {
    assertThat(owner.items("u")).isEmpty();
    owner.record(view("u", "a"));
    owner.tiers.follow(List.of(new Tiers.Assignment("u", "Gold", T)));
    owner.news.follow();
    owner.jdbc.execute("truncate interaction");
    assertThat(owner.holds("u")).isTrue();
    assertThat(owner.items("u")).containsExactly("a");
  }

  @Test
  void aDeedUnderAFormerId_reachesThePerson() {
    owner.profiles.follow(List.of(new Person("u", List.of("anon:x"), T)));
    owner.profiles.follow(List.of(new Person("w", List.of("u", "anon:x"), T.plusSeconds(1))));
    other.news.follow();
    assertThat(other.items("w")).isEmpty();
    owner.record(view("anon:x", "a"));
    other.news.follow();
    assertThat(other.items("w")).containsExactly("a");
  }

  @Test
  void merges_andWhatIsTakenApart_areFollowed() {
    owner.record(view("anon:x", "a"), view("u", "b"));
    other.news.follow();
    assertThat(other.items("anon:x")).containsExactly("a");
    assertThat(other.items("u")).containsExactly("b");
    owner.profiles.follow(List.of(new Person("u", List.of("anon:x"), T)));
    other.news.follow();
    for (String id : List.of("u", "anon:x", "anon:x")) {
      assertThat(other.items(id)).containsExactly("a", "b");
    }
    owner.profiles.follow(List.of(new Person("u", List.of(), T.plusSeconds(1))));
    other.news.follow();
    assertThat(other.items("anon:x")).containsExactly("a");
    assertThat(other.items("u")).containsExactly("b");
  }

  @Test
  void whatIsGivenBack_andTiers_areFollowed() {
    OrderFact cancelled = new OrderFact("u", "o", "c", OrderFact.Kind.CANCELLED, null, T);
    owner.record(Interaction.of("u", "a", InteractionKind.PURCHASE, T, "o"));
    other.news.follow();
    assertThat(other.bought("u")).containsExactly("a");
    // By an instance that holds nobody.
    owner.behavior.record(new Behavior(List.of(), List.of(cancelled), List.of(), List.of()));
    other.news.follow();
    assertThat(other.bought("u")).isEmpty();

    owner.tiers.follow(List.of(new Tiers.Assignment("u", "Gold", T)));
    other.news.follow();
    assertThat(other.histories.of("u").segment()).isEqualTo("Gold");
  }

  @Test
  void aTransactionThatBeganEarlier_isSeenWhenItEnds() throws SQLException {
    Instance slow = new Instance(3);
    Connection transaction = slow.source.getConnection();
    transaction.setAutoCommit(false);
    slow.record(view("u", "late"));
    owner.record(view("u", "soon"));
    other.news.follow();
    assertThat(other.items("u")).containsExactly("soon");
    other.news.follow();
    assertThat(other.holds("u")).isTrue();
    transaction.commit();
    other.news.follow();
    assertThat(other.items("u")).containsExactly("late", "soon");
    other.news.follow();
    assertThat(other.holds("u")).isTrue();
  }

  @Test
  void news_areRemovedOnceAllHadTheTime_andWhoDidNotLook_forgetsEverybody() {
    assertThat(other.items("bystander")).isEmpty();
    assertThat(other.items("u")).isEmpty();
    owner.record(view("u", "a"));
    for (int i = 0; i < 5; i++) {
      assertThat(owner.jdbc.queryForObject("select count(*) from history_news", Long.class))
          .isEqualTo(i < 4 ? 1 : 0);
      clock.now = clock.now.plusSeconds(40);
      owner.news.follow();
    }
    other.news.follow();
    assertThat(other.holds("bystander")).isFalse();
    assertThat(other.items("u")).containsExactly("a");
  }

  @Test
  void tooManyToName_areEverybody() {
    assertThat(other.items("bystander")).isEmpty();
    owner.jdbc.execute(
        """
        insert into history_news (teller, user_ids)
        select '00000000-0000-0000-0000-000000000001', array_agg('u' || i)
        from generate_series(1, 100001) i
        """);
    other.news.follow();
    assertThat(other.holds("bystander")).isFalse();
  }

  @Test
  void withoutTheStore_whatIsHeldStays_andNothingIsMissedLater() {
    assertThat(other.items("u")).isEmpty();
    owner.record(view("u", "a"));
    owner.jdbc.execute("alter table history_news rename to away");
    try {
      assertThatThrownBy(other.news::follow).isInstanceOf(DataAccessException.class);
    } finally {
      owner.jdbc.execute("alter table away rename to history_news");
    }
    assertThat(other.holds("u")).isTrue();
    other.news.follow();
    assertThat(other.items("u")).containsExactly("a");
  }

  /** Transactions of three instances that end in another order than they began in. */
  @Test
  void whatIsHeldAfterALook_isWhatIsStored() throws SQLException {
    Random random = new Random(7);
    List<Instance> owners = List.of(owner, new Instance(3), new Instance(4));
    List<String> ids = List.of("u", "v", "anon:x");
    owner.profiles.follow(List.of(new Person("v", List.of("anon:x"), T)));
    Set<Instance> busy = new HashSet<>();
    int compared = 0;
    for (int step = 0; step < 1_000; step++) {
      Instance storing = owners.get(random.nextInt(owners.size()));
      Connection connection = storing.source.getConnection();
      switch (random.nextInt(5)) {
        case 0 -> {
          if (busy.add(storing)) {
            connection.setAutoCommit(false);
          }
          // Kinds of one user that do not wait for each other.
          storing.record(view(ids.get(random.nextInt(ids.size())), "i" + step));
        }
        case 1 -> {
          if (busy.remove(storing)) {
            connection.commit();
            connection.setAutoCommit(true);
          }
        }
        case 2, 3 -> other.items(ids.get(random.nextInt(ids.size())));
        default -> {
          other.news.follow();
          for (String id : ids) {
            for (UserHistory held : other.histories.held(List.of(id)).values()) {
              compared++;
              assertThat(other.items(held)).isEqualTo(stored(id));
            }
          }
        }
      }
    }
    assertThat(compared).isPositive();
  }

  private List<String> stored(String id) {
    return other.jdbc.queryForList(
        """
        select item_id from interaction left join identity on alias_id = interaction.user_id
        where coalesce(identity.user_id, interaction.user_id)
          = coalesce((select user_id from identity where alias_id = ?), ?)
        order by item_id
        """,
        String.class,
        id,
        id);
  }
}
