package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.Rows.column;

import io.tierwise.campaign.audience.Persons;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ids as rows. Rows of other tables are moved when their id changes its person, so that reading
 * them stays as cheap as it was; whoever adds some shares a lock that such a move takes alone.
 */
public final class JdbcPersons implements Persons {
  /** The person of an id; the id is a parameter, twice. */
  static final String PERSON =
      "coalesce((select i.user_id from member_identity i where i.alias_id = ?), ?)";

  private static final long LOCK = 0x7469_6572_0005L;
  private static final String TOLD =
      """
      with told as (
        select u as user_id, t::timestamptz as as_of from unnest(?::text[], ?::text[]) as p (u, t)
      ), named as (
        select a as alias_id, u as user_id, t::timestamptz as as_of
        from unnest(?::text[], ?::text[], ?::text[]) as n (a, u, t)
      ), gone as (
        select i.alias_id from member_identity i join told t
          on i.user_id = t.user_id and i.as_of < t.as_of
        where not exists (
          select from named n where n.alias_id = i.alias_id and n.user_id = i.user_id)
        union
        select i.alias_id from member_identity i join told t
          on i.alias_id = t.user_id and i.as_of <= t.as_of
      )
      """;
  private static final String NEWS =
      TOLD
          + """
          select exists (select from gone) or exists (
            select from named n left join member_identity i on i.alias_id = n.alias_id
            where i.alias_id is null or (i.user_id <> n.user_id and i.as_of < n.as_of))
          """;
  private static final String CONFIRM =
      TOLD
          + """
          update member_identity i set as_of = n.as_of from named n
          where i.alias_id = n.alias_id and i.user_id = n.user_id and i.as_of < n.as_of
          """;
  private static final String LEAVE =
      TOLD
          + """
          delete from member_identity i using gone g where i.alias_id = g.alias_id
          returning i.alias_id
          """;
  private static final String JOIN =
      TOLD
          + """
          insert into member_identity as i (alias_id, user_id, as_of)
          select alias_id, user_id, as_of from named order by alias_id
          on conflict (alias_id) do update set user_id = excluded.user_id, as_of = excluded.as_of
            where i.as_of < excluded.as_of
          returning i.alias_id
          """;

  private static final String MATCH =
      """
      update touch t set contact_id = case when c.user_id = t.user_id then c.id end,
        offer_id = coalesce(t.offer_id, c.offer_id)
      from contact c
      where c.id = t.named_contact and c.campaign_id = t.campaign_id
        and (t.came_as = any(?) or c.came_as = any(?))
        and t.contact_id is distinct from case when c.user_id = t.user_id then c.id end
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  public JdbcPersons(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  private record Named(String alias, Person person) {}

  /**
   * Call it before adding rows of users, in their transaction: no id changes hands until its end.
   */
  static void share(JdbcClient jdbc) {
    jdbc.sql("select pg_advisory_xact_lock_shared(?)").param(LOCK).query((_, _) -> true).single();
  }

  @Override
  public void follow(Collection<Person> persons) {
    List<Person> told = persons.stream().sorted(Comparator.comparing(Person::userId)).toList();
    Map<String, Named> latest = new TreeMap<>();
    for (Person person : told) {
      for (String alias : person.mergedIds()) {
        latest.merge(
            alias,
            new Named(alias, person),
            (a, b) -> b.person.asOf().isAfter(a.person.asOf()) ? b : a);
      }
    }
    List<Named> named = List.copyOf(latest.values());
    if (sql(NEWS, told, named).query(Boolean.class).single()) {
      transactions.executeWithoutResult(_ -> move(told, named));
    } else if (!named.isEmpty()) {
      sql(CONFIRM, told, named).update();
    }
  }

  private void move(List<Person> told, List<Named> named) {
    jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query((_, _) -> true).single();
    Set<String> ids = new HashSet<>(sql(LEAVE, told, named).query(String.class).list());
    ids.addAll(sql(JOIN, told, named).query(String.class).list());
    String[] moved = ids.stream().sorted().toArray(String[]::new);
    LoyaltyDue.notice(jdbc, moved);
    for (String table :
        List.of(
            "contact",
            "contact_taken",
            "experiment_unit",
            "experiment_exposure",
            "touch",
            "shop_order",
            "order_refund",
            "coupon",
            "coupon_use",
            "loyalty_entry",
            "history_redemption",
            "message",
            "unsubscription",
            "journey_enrolment",
            "journey_event",
            "journey_interest",
            "journey_purchase")) {
      jdbc.sql(
              """
              update %s x set user_id = coalesce(i.user_id, m.id)
              from unnest(?::text[]) as m (id) left join member_identity i on i.alias_id = m.id
              where x.came_as = m.id and x.user_id <> coalesce(i.user_id, m.id)
              """
                  .formatted(table))
          .param(moved)
          .update();
    }
    LoyaltyDue.notice(jdbc, moved);
    // A click on another id's contact is one on the person's own, as long as they are one person.
    jdbc.sql(MATCH).params(moved, moved).update();
  }

  private JdbcClient.StatementSpec sql(String sql, List<Person> told, List<Named> named) {
    return jdbc.sql(sql)
        .param(column(told, Person::userId))
        .param(column(told, Person::asOf))
        .param(column(named, Named::alias))
        .param(column(named, n -> n.person.userId()))
        .param(column(named, n -> n.person.asOf()));
  }

  @Override
  public String canonical(String userId) {
    return jdbc.sql("select " + PERSON).params(userId, userId).query(String.class).single();
  }
}
