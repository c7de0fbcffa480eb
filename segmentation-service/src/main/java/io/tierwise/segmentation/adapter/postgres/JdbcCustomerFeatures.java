package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.customer.CustomerTable;
import io.tierwise.segmentation.customer.CustomerTable.Number;
import io.tierwise.segmentation.customer.FeatureChange;
import io.tierwise.segmentation.run.CustomerFeatures;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Features as rows, written a poll at a time. */
public final class JdbcCustomerFeatures implements CustomerFeatures {
  private static final String UPSERT =
      """
      insert into customer_feature (user_id, features_as_of, first_seen_at, last_seen_at, orders,
        first_order_at, last_order_at, net_revenue, average_order_value, sessions, browse_seconds, active_days,
        category_breadth, country, preferences)
      select * from unnest(?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
        ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::numeric[], ?::numeric[], ?::bigint[], ?::bigint[],
        ?::int[], ?::int[], ?::text[], ?::jsonb[])
      on conflict (user_id) do update set
        features_as_of = excluded.features_as_of, first_seen_at = excluded.first_seen_at,
        last_seen_at = excluded.last_seen_at, orders = excluded.orders,
        first_order_at = excluded.first_order_at, last_order_at = excluded.last_order_at, net_revenue = excluded.net_revenue,
        average_order_value = excluded.average_order_value, sessions = excluded.sessions,
        browse_seconds = excluded.browse_seconds, active_days = excluded.active_days,
        category_breadth = excluded.category_breadth, country = excluded.country,
        preferences = excluded.preferences, updated_at = now()
      where excluded.features_as_of >= customer_feature.features_as_of
      returning user_id
      """;
  static final String COLUMNS =
      """
      select f.user_id, f.features_as_of, f.first_seen_at, f.last_seen_at, f.orders,
        f.first_order_at, f.last_order_at, f.net_revenue, f.average_order_value, f.sessions, f.browse_seconds,
        f.active_days, f.category_breadth,
        (select p.probability from customer_propensity p
         where p.user_id = f.user_id and p.target = 'PURCHASE') as purchase_probability
      from customer_feature f
      """;

  private static final String EVERYBODY =
      """
      select f.user_id, f.features_as_of, f.first_seen_at, f.last_seen_at, f.orders,
        f.first_order_at, f.last_order_at, f.sessions, f.browse_seconds, f.active_days::int8,
        f.category_breadth::int8, f.net_revenue::text, f.average_order_value::float8, v.value,
        p.probability
      from customer_feature f left join customer_value v on v.user_id = f.user_id
      left join customer_propensity p on p.user_id = f.user_id and p.target = 'PURCHASE'
      order by f.user_id collate "C"
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  public JdbcCustomerFeatures(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  @Override
  public List<Customer> upsert(List<FeatureChange.Updated> updates) {
    if (updates.isEmpty()) {
      return List.of();
    }
    // Always in the same order, so that two polls that touch the same rows cannot deadlock.
    List<FeatureChange.Updated> sorted =
        updates.stream().sorted(Comparator.comparing(FeatureChange::userId)).toList();
    List<Customer> customers = sorted.stream().map(FeatureChange.Updated::customer).toList();
    Set<String> kept =
        new HashSet<>(
            jdbc.sql(UPSERT)
                .params(
                    Arrays.asList(
                        Columns.texts(customers, Customer::userId),
                        Columns.texts(customers, Customer::featuresAsOf),
                        Columns.texts(customers, Customer::firstSeenAt),
                        Columns.texts(customers, Customer::lastSeenAt),
                        Columns.texts(customers, Customer::orders),
                        Columns.texts(customers, Customer::firstOrderAt),
                        Columns.texts(customers, Customer::lastOrderAt),
                        Columns.texts(customers, Customer::netRevenue),
                        Columns.texts(customers, Customer::averageOrderValue),
                        Columns.texts(customers, Customer::sessions),
                        Columns.texts(customers, Customer::browseSeconds),
                        Columns.texts(customers, Customer::activeDays),
                        Columns.texts(customers, Customer::categoryBreadth),
                        Columns.texts(sorted, update -> update.preferences().country()),
                        Columns.texts(sorted, update -> StoredJson.write(update.preferences()))))
                .query(String.class)
                .list());
    return customers.stream().filter(customer -> kept.contains(customer.userId())).toList();
  }

  @Override
  public void delete(Collection<String> userIds) {
    jdbc.sql("delete from customer_feature where user_id = any(?::text[])")
        .params(Arrays.<Object>asList((Object) userIds.toArray(String[]::new)))
        .update();
  }

  @Override
  public void touch(Collection<String> userIds) {
    jdbc.sql("insert into touched (user_key) select unnest(?::text[])")
        .params(Arrays.<Object>asList((Object) userIds.toArray(String[]::new)))
        .update();
  }

  @Override
  public CustomerTable all() {
    CustomerTable table = new CustomerTable();
    long[] numbers = new long[CustomerTable.Number.values().length];
    template.execute(
        (ConnectionCallback<Integer>)
            connection -> {
              BinaryRows.read(connection, EVERYBODY, row -> add(row, numbers, table));
              return table.size();
            });
    return table;
  }

  private static void add(BinaryRows row, long[] numbers, CustomerTable table) {
    int length = row.length();
    int offset = row.position();
    row.skip(length);
    numbers[Number.FEATURES_AS_OF.ordinal()] = row.micros(CustomerTable.NEVER);
    numbers[Number.FIRST_SEEN_AT.ordinal()] = row.micros(CustomerTable.NEVER);
    numbers[Number.LAST_SEEN_AT.ordinal()] = row.micros(CustomerTable.NEVER);
    numbers[Number.ORDERS.ordinal()] = row.number(0);
    numbers[Number.FIRST_ORDER_AT.ordinal()] = row.micros(CustomerTable.NEVER);
    numbers[Number.LAST_ORDER_AT.ordinal()] = row.micros(CustomerTable.NEVER);
    numbers[Number.SESSIONS.ordinal()] = row.number(0);
    numbers[Number.BROWSE_SECONDS.ordinal()] = row.number(0);
    numbers[Number.ACTIVE_DAYS.ordinal()] = row.number(0);
    numbers[Number.CATEGORY_BREADTH.ordinal()] = row.number(0);
    BigDecimal netRevenue = new BigDecimal(row.text());
    double averageOrderValue = row.decimal();
    double lifetimeValue = row.decimal();
    table.add(
        row.bytes(),
        offset,
        length,
        numbers,
        netRevenue,
        averageOrderValue,
        lifetimeValue,
        row.decimal());
  }

  @Override
  public Optional<Customer> find(String userId) {
    return jdbc.sql(COLUMNS + " where f.user_id = ?")
        .param(userId)
        .query(JdbcCustomerFeatures::customer)
        .optional();
  }

  @Override
  public List<Customer> find(Collection<String> userIds) {
    return jdbc.sql(COLUMNS + " where f.user_id = any(?::text[]) order by f.user_id")
        .params(Arrays.<Object>asList((Object) userIds.toArray(String[]::new)))
        .query(JdbcCustomerFeatures::customer)
        .list();
  }

  @Override
  public Optional<Instant> latestActivity(Instant now) {
    return jdbc.sql(
            """
            select max(last_seen_at) as latest from customer_feature where last_seen_at <= ?
            having max(last_seen_at) is not null
            """)
        .param(Timestamp.from(now))
        .query((row, _) -> Columns.instant(row, "latest"))
        .optional();
  }

  @Override
  public List<Customer> changedSince(UUID runId) {
    return jdbc.sql(
            COLUMNS
                + """
                left join run_assignment a on a.user_id = f.user_id and a.run_id = ?
                where a.features_as_of is distinct from f.features_as_of
                order by f.user_id
                """)
        .param(runId)
        .query(JdbcCustomerFeatures::customer)
        .list();
  }

  static Customer customer(ResultSet row, int number) throws SQLException {
    return new Customer(
        row.getString("user_id"),
        Columns.instant(row, "features_as_of"),
        Columns.instant(row, "first_seen_at"),
        Columns.instant(row, "last_seen_at"),
        row.getLong("orders"),
        Columns.nullableInstant(row, "first_order_at"),
        Columns.nullableInstant(row, "last_order_at"),
        row.getBigDecimal("net_revenue"),
        row.getBigDecimal("average_order_value"),
        row.getLong("sessions"),
        row.getLong("browse_seconds"),
        row.getInt("active_days"),
        row.getInt("category_breadth"),
        row.getObject("purchase_probability", Double.class));
  }
}
