package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.interaction.OrderFact;
import io.tierwise.recommend.interaction.Orders;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Facts of orders, one row a message; which orders are undone is worked out on reading. */
public final class JdbcOrders implements Orders {
  /**
   * Of the facts f of an order: cancelled, refunded as a whole, or refunds that add up to what the
   * order was last said to be worth.
   */
  static final String UNDONE =
      """
      bool_or(f.kind = 3) or bool_or(f.kind = 2 and f.amount is null)
      or coalesce(sum(f.amount) filter (where f.kind = 2)
           >= coalesce((array_agg(f.amount order by f.occurred_at desc, f.message_id desc)
                filter (where f.kind = 1 and f.amount is not null))[1], 0), false)
      """;

  private static final Comparator<OrderFact> BY_KEY =
      Comparator.comparing(OrderFact::userId)
          .thenComparing(OrderFact::orderId)
          .thenComparing(OrderFact::messageId);

  private static final String RECORD =
      """
      with told as (%s)
      insert into order_fact (user_id, order_id, message_id, kind, amount, occurred_at)
      select u, o, m, k, a, to_timestamp(t / 1000.0::float8)
      from unnest(?, ?, ?, ?, ?, ?) as fact (u, o, m, k, a, t)
      on conflict do nothing
      """
          .formatted(JdbcHistoryNews.TELL);

  private final JdbcTemplate jdbc;
  private final JdbcHistoryNews news;

  public JdbcOrders(JdbcTemplate jdbc, JdbcHistoryNews news) {
    this.jdbc = jdbc;
    this.news = news;
  }

  @Override
  public void record(List<OrderFact> facts) {
    if (facts.isEmpty()) {
      return;
    }
    // Always in the same order, so that two polls that tell of the same orders cannot deadlock.
    List<OrderFact> sorted = facts.stream().sorted(BY_KEY).toList();
    jdbc.update(
        RECORD,
        statement -> {
          news.bind(statement, 1, sorted, OrderFact::userId);
          ArrayColumns.bind(statement, 3, "text", sorted, OrderFact::userId);
          ArrayColumns.bind(statement, 4, "text", sorted, OrderFact::orderId);
          ArrayColumns.bind(statement, 5, "text", sorted, OrderFact::messageId);
          ArrayColumns.bind(statement, 6, "int2", sorted, fact -> fact.kind().code());
          ArrayColumns.bind(statement, 7, "numeric", sorted, OrderFact::amount);
          ArrayColumns.bind(statement, 8, "int8", sorted, fact -> fact.occurredAt().toEpochMilli());
        });
  }

  @Override
  public Set<String> contested(Collection<String> orderIds) {
    Set<String> contested = new HashSet<>();
    if (!orderIds.isEmpty()) {
      jdbc.query(
          "select distinct order_id from order_fact where kind > 1 and order_id = any(?)",
          statement -> ArrayColumns.bind(statement, 1, "text", List.copyOf(orderIds), id -> id),
          row -> {
            contested.add(row.getString(1));
          });
    }
    return contested;
  }
}
