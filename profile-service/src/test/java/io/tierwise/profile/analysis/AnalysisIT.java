package io.tierwise.profile.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.analysis.Cohort.Activity;
import io.tierwise.profile.analysis.Funnel.Bucket;
import io.tierwise.profile.analysis.Funnel.Counts;
import io.tierwise.profile.analysis.Paths.Path;
import io.tierwise.profile.analysis.Paths.Transition;
import io.tierwise.profile.history.FoldEvents;
import io.tierwise.profile.tag.Tags;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Small histories, each in a year of its own, with answers worked out by hand. */
@ProfileServiceTest
class AnalysisIT {
  @Autowired private FoldEvents foldEvents;
  @Autowired private BehaviorAnalysis analysis;
  @Autowired private Tags tags;
  @Autowired private JdbcTemplate jdbc;

  private void fold(Events... events) {
    List<byte[]> poll = new ArrayList<>();
    for (Events event : events) {
      poll.add(event.json());
    }
    assertThat(foldEvents.fold(poll).folded()).isEqualTo(events.length);
  }

  private static Period period(String from, String to) {
    return new Period(Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"));
  }

  private static Events view(String id, String user, String at, String category, String channel) {
    return Events.viewed(id)
        .user(user)
        .at(Instant.parse(at))
        .by(channel, "GB", null)
        .products(Events.product("p", category, "Acme", "5"));
  }

  private static Events step(String id, String name, String user, String at) {
    Events event =
        name.equals("Order Completed") ? Events.ordered(id, id, "20") : Events.track(id, name);
    return event.user(user).at(Instant.parse(at));
  }

  /**
   * a: all four steps on the 1st. b: views on the 1st, cart and order on the 2nd, no checkout. c:
   * cart before the only view. d: cart, view, cart, checkout: the second cart counts. e: an order
   * only. f: views as a visitor in a browser, goes on as a user.
   */
  private void funnelHistory(String p, String month) {
    fold(
        view("a1", p + "a", month + "-01T08:00:00Z", "Garden", "web"),
        step("a2", "Product Added", p + "a", month + "-01T08:01:00Z"),
        step("a3", "Checkout Started", p + "a", month + "-01T08:02:00Z"),
        step("a4", "Order Completed", p + "a", month + "-01T08:03:00Z"),
        view("b1", p + "b", month + "-01T23:59:00Z", "Kitchen", "mobile"),
        step("b2", "Product Added", p + "b", month + "-02T08:00:00Z"),
        step("b3", "Order Completed", p + "b", month + "-02T09:00:00Z"),
        step("c1", "Product Added", p + "c", month + "-02T07:00:00Z"),
        view("c2", p + "c", month + "-02T08:00:00Z", "Garden", "web"),
        step("d1", "Product Added", p + "d", month + "-02T07:00:00Z")
            .products(Events.product("p", "Toys", "Acme", "5")),
        view("d2", p + "d", month + "-02T08:00:00Z", "Garden", "web"),
        step("d3", "Product Added", p + "d", month + "-02T09:00:00Z")
            .products(
                Events.product("q", "Toys", "Acme", "5"),
                Events.product("p", "Garden", "Acme", "5")),
        step("d4", "Checkout Started", p + "d", month + "-02T10:00:00Z"),
        step("e1", "Order Completed", p + "e", month + "-02T10:00:00Z"),
        Events.viewed("f1")
            .anonymous(p + "fx")
            .at(Instant.parse(month + "-02T11:00:00Z"))
            .by("mobile", "FR", null)
            .products(Events.product("p", "Kitchen", "Acme", "5")),
        Events.identify("f2", p + "f", p + "fx").at(Instant.parse(month + "-02T11:01:00Z")),
        step("f3", "Product Added", p + "f", month + "-02T11:02:00Z"));
  }

  private Funnel funnel(
      @Nullable String category,
      @Nullable String country,
      @Nullable String channel,
      @Nullable CalendarUnit bucket) {
    return analysis.funnel(
        new FunnelQuestion(
            period("2011-03-01", "2011-04-01"),
            category,
            country,
            channel,
            bucket,
            Audience.ALL_BUT_SUSPECTS));
  }

  @Test
  void funnel_isAsWorkedOutByHand() {
    funnelHistory("funnel-", "2011-03");
    Funnel all = funnel(null, null, null, null);
    assertThat(all.total()).isEqualTo(new Counts(5, 4, 2, 1));
    assertThat(all.unordered()).isEqualTo(new Counts(5, 5, 2, 3));
    assertThat(funnel(null, null, null, CalendarUnit.DAY).buckets())
        .containsExactly(
            new Bucket(Instant.parse("2011-03-01T00:00:00Z"), new Counts(2, 2, 1, 1)),
            new Bucket(Instant.parse("2011-03-02T00:00:00Z"), new Counts(3, 2, 1, 0)));
    assertThat(funnel(null, null, null, CalendarUnit.WEEK).buckets())
        .containsExactly(new Bucket(Instant.parse("2011-02-28T00:00:00Z"), new Counts(5, 4, 2, 1)));
    assertThat(funnel("Garden", null, null, null).total()).isEqualTo(new Counts(3, 2, 2, 1));
    assertThat(funnel(null, null, "mobile", null).total()).isEqualTo(new Counts(2, 2, 0, 0));
    assertThat(funnel(null, "FR", null, null).total()).isEqualTo(new Counts(1, 1, 0, 0));
    assertThat(funnel("No such", null, null, null).total()).isEqualTo(Counts.NONE);
  }

  @Test
  void suspects_countOnlyWhereAskedFor() {
    fold(
        view("m1", "shy-u", "2012-03-01T08:00:00Z", "Garden", "web"),
        view("m2", "shy-bot", "2012-03-01T08:00:00Z", "Garden", "web")
            .by("web", "GB", "examplebot/1.0"));
    Period march = period("2012-03-01", "2012-04-01");
    assertThat(
            analysis
                .funnel(
                    new FunnelQuestion(march, null, null, null, null, Audience.ALL_BUT_SUSPECTS))
                .total())
        .isEqualTo(new Counts(1, 0, 0, 0));
    assertThat(
            analysis
                .funnel(new FunnelQuestion(march, null, null, null, null, new Audience(null, true)))
                .total())
        .isEqualTo(new Counts(2, 0, 0, 0));
    assertThat(
            analysis
                .paths(new PathQuestion(march, null, 2, 5, false, Audience.ALL_BUT_SUSPECTS))
                .sessions())
        .isEqualTo(1);
    assertThat(
            analysis
                .paths(new PathQuestion(march, null, 2, 5, false, new Audience(null, true)))
                .sessions())
        .isEqualTo(2);
  }

  @Test
  void retention_isAsWorkedOutByHand() {
    fold(
        step("a1", "Order Completed", "keep-a", "2013-01-31T23:00:00Z"),
        step("a2", "Order Completed", "keep-a", "2013-03-01T00:00:00Z"),
        step("a3", "Order Completed", "keep-a", "2013-03-09T00:00:00Z"),
        step("b1", "Order Completed", "keep-b", "2013-01-05T00:00:00Z"),
        step("b2", "Order Completed", "keep-b", "2013-01-06T00:00:00Z"),
        step("c1", "Order Completed", "keep-c", "2013-02-01T00:00:00Z"),
        step("d1", "Order Completed", "keep-d", "2013-01-02T00:00:00Z"),
        Events.cancelled("d2", "d1").user("keep-d").at(Instant.parse("2013-01-03T00:00:00Z")));
    assertThat(
            analysis.retention(
                period("2013-01-01", "2013-03-15"), CalendarUnit.MONTH, Audience.ALL_BUT_SUSPECTS))
        .containsExactly(
            new Cohort(
                Instant.parse("2013-01-01T00:00:00Z"),
                2,
                2,
                List.of(
                    new Activity(0, 1, true), new Activity(1, 0, true), new Activity(2, 1, false))),
            new Cohort(
                Instant.parse("2013-02-01T00:00:00Z"),
                1,
                0,
                List.of(new Activity(0, 0, true), new Activity(1, 0, false))));
  }

  @Test
  void paths_areAsWorkedOutByHand() {
    fold(
        // One session by the client's id, across a pause and a login.
        view("a1", "path-a", "2014-01-01T08:00:00Z", "Garden", "web").session("s1"),
        step("a2", "Product Added", "path-a", "2014-01-01T09:30:00Z").session("s1"),
        step("a3", "Order Completed", "path-a", "2014-01-01T09:31:00Z").session("s1"),
        // Two by a pause; exactly thirty minutes are still one session.
        view("b1", "path-b", "2014-01-01T08:00:00Z", "Garden", "web"),
        step("b2", "Product Added", "path-b", "2014-01-01T08:30:00Z"),
        view("b3", "path-b", "2014-01-01T09:00:01Z", "Garden", "web"));
    Paths paths =
        analysis.paths(
            new PathQuestion(
                period("2014-01-01", "2014-02-01"), null, 3, 10, false, Audience.ALL_BUT_SUSPECTS));
    assertThat(paths.usersShare()).isEqualTo(1);
    assertThat(paths.sessions()).isEqualTo(3);
    assertThat(paths.transitions())
        .containsExactly(
            new Transition("Product Viewed", "Product Added", 2),
            new Transition("Order Completed", null, 1),
            new Transition("Product Added", null, 1),
            new Transition("Product Added", "Order Completed", 1),
            new Transition("Product Viewed", null, 1));
    assertThat(paths.paths())
        .containsExactly(
            new Path(List.of("Product Viewed"), 1),
            new Path(List.of("Product Viewed", "Product Added"), 1),
            new Path(List.of("Product Viewed", "Product Added", "Order Completed"), 1));
    assertThat(
            analysis
                .paths(
                    new PathQuestion(
                        period("2014-01-01", "2014-02-01"),
                        "Product Added",
                        2,
                        1,
                        false,
                        Audience.ALL_BUT_SUSPECTS))
                .paths())
        .containsExactly(new Path(List.of("Product Added"), 1));
  }

  @Test
  void orders_areByBandAndHourOfTheWeek() {
    fold(
        Events.ordered("m1", "o1", "9.99").user("hour-a").at(Instant.parse("2015-01-05T00:59:59Z")),
        Events.ordered("m2", "o2", "10").user("hour-a").at(Instant.parse("2015-01-11T23:00:00Z")),
        Events.ordered("m3", "o3", "24").user("hour-b").at(Instant.parse("2015-01-18T23:30:00Z")),
        Events.ordered("m4", "o4", "250").user("hour-b").at(Instant.parse("2015-01-05T00:00:00Z")));
    assertThat(analysis.orders(period("2015-01-01", "2015-02-01"), Audience.ALL_BUT_SUSPECTS))
        .containsExactly(
            new OrderCell("0-10", 0, 1, new BigDecimal("9.99")),
            new OrderCell("10-25", 167, 2, new BigDecimal("34")),
            new OrderCell("250+", 0, 1, new BigDecimal("250")));
  }

  /**
   * a: tagged by hand as a visitor, then a user. b: tagged by the rule. c: not tagged, like d, who
   * views and orders as c does. e: tagged by hand and by the rule, but a bot.
   */
  private void taggedHistory(String tag) {
    Instant at = Instant.parse("2017-05-01T08:00:00Z");
    fold(
        Events.viewed("a1").anonymous("tagged-x").at(at),
        step("a2", "Product Added", "tagged-a", "2017-05-01T08:01:00Z"),
        Events.ordered("a3", "a3", "20").user("tagged-a").at(at.plusSeconds(120)),
        Events.viewed("b1").user("tagged-b").at(at),
        Events.ordered("b2", "b2", "99000").user("tagged-b").at(at.plusSeconds(60)),
        Events.ordered("b3", "b3", "300").user("tagged-b").at(at.plusSeconds(120)),
        Events.viewed("c1").user("tagged-c").at(at),
        Events.ordered("c2", "c2", "20").user("tagged-c").at(at.plusSeconds(60)),
        Events.viewed("d1").user("tagged-d").at(at),
        Events.viewed("e1").user("tagged-e").at(at).by("web", "GB", "examplebot/1.0"),
        Events.ordered("e2", "e2", "99000").user("tagged-e").at(at.plusSeconds(60)));
    tags.give("anon:tagged-x", tag, "test", at);
    tags.give("tagged-e", tag, "test", at);
    fold(Events.identify("a4", "tagged-a", "tagged-x").at(at.plusSeconds(30)));
    jdbc.update(
        "insert into tag_rule (tag, conditions, changed_at, changed_by)"
            + " values (?, '{\"minNetRevenue\":99000}', now(), 'test')",
        tag);
  }

  @Test
  void tag_narrowsEveryQuestion_toUsersWhoHaveIt() {
    String tag = "analysed";
    taggedHistory(tag);
    try {
      Period may = period("2017-05-01", "2017-06-01");
      Audience tagged = new Audience(tag, false);
      Audience unknown = new Audience("no-such", false);
      assertThat(funnel(may, Audience.ALL_BUT_SUSPECTS)).isEqualTo(new Counts(4, 1, 0, 0));
      assertThat(funnel(may, tagged)).isEqualTo(new Counts(2, 1, 0, 0));
      assertThat(funnel(may, new Audience(tag, true))).isEqualTo(new Counts(3, 1, 0, 0));
      assertThat(funnel(may, unknown)).isEqualTo(Counts.NONE);

      assertThat(analysis.retention(may, CalendarUnit.MONTH, tagged))
          .containsExactly(new Cohort(may.from(), 2, 1, List.of(new Activity(0, 1, true))));
      assertThat(analysis.retention(may, CalendarUnit.MONTH, unknown)).isEmpty();

      Paths paths = analysis.paths(new PathQuestion(may, null, 3, 10, false, tagged));
      assertThat(paths.paths())
          .containsExactlyInAnyOrder(
              new Path(List.of("Product Viewed", "Order Completed", "Order Completed"), 1),
              new Path(List.of("Product Viewed", "identify", "Product Added"), 1));
      assertThat(analysis.paths(new PathQuestion(may, null, 3, 10, false, unknown)).sessions())
          .isZero();

      assertThat(analysis.orders(may, tagged))
          .containsExactly(
              new OrderCell("10-25", 8, 1, new BigDecimal("20")),
              new OrderCell("250+", 8, 2, new BigDecimal("99300")));
      assertThat(analysis.orders(may, unknown)).isEmpty();
    } finally {
      tags.deleteRule(tag);
    }
  }

  private Counts funnel(Period period, Audience audience) {
    return analysis.funnel(new FunnelQuestion(period, null, null, null, null, audience)).total();
  }

  private List<Map<String, Object>> facts() {
    return jdbc.queryForList(
        """
        select user_id, session_id, occurred_at::text as at, e.label as event, c.label as category,
          o.label as country, h.label as channel,
          (select string_agg(m.label, '|' order by n)
            from unnest(more_categories) with ordinality as x (code, n)
            join fact_label m on m.kind = 2 and m.code = x.code) as more
        from ledger_fact f join fact_label e on e.kind = 1 and e.code = f.event
        left join fact_label c on c.kind = 2 and c.code = f.category
        left join fact_label o on o.kind = 3 and o.code = f.country
        left join fact_label h on h.kind = 4 and h.code = f.channel
        where occurred_at between '2011-06-01' and '2011-06-30'
        order by user_id, occurred_at, event
        """);
  }

  @Test
  void rebuiltFacts_areThoseThatWereWritten() {
    funnelHistory("rebuilt-", "2011-06");
    List<Map<String, Object>> written = facts();
    List<Map<String, Object>> tally =
        jdbc.queryForList(
            "select day, sum(events) as e, sum(late) as l, sum(anonymous) as a from quality_tally"
                + " where day between '2011-06-01' and '2011-06-30' group by day order by day");
    assertThat(written).hasSizeGreaterThanOrEqualTo(17);
    jdbc.execute("select rebuild_facts()");
    assertThat(facts()).isEqualTo(written);
    assertThat(
            jdbc.queryForList(
                "select day, sum(events) as e, sum(late) as l, sum(anonymous) as a"
                    + " from quality_tally where day between '2011-06-01' and '2011-06-30'"
                    + " group by day order by day"))
        .isEqualTo(tally);
  }
}
