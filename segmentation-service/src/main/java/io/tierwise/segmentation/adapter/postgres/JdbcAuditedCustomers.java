package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.clustering.FeatureMatrix;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.fairness.Attribute;
import io.tierwise.segmentation.fairness.AuditedCustomers;
import io.tierwise.segmentation.fairness.GroupedCustomers;
import io.tierwise.segmentation.run.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Customers and their groups in one pass; only the numbers of a run are kept. */
public final class JdbcAuditedCustomers implements AuditedCustomers {
  /** The driver fetches in parcels only inside a transaction. */
  private static final int ROWS_AT_ONCE = 5_000;

  /** As runs do it: who has no lifetime value counts with the net revenue, on its scale. */
  private static final String LIFETIME_VALUE =
      "coalesce(v.value, f.net_revenue::float8 * coalesce(s.scale, 1))";

  private static final String LIFETIME_VALUES =
      """
       left join customer_value v on v.user_id = f.user_id
      cross join (
        select sum(v.value) / nullif(sum(f.net_revenue)::float8, 0) as scale
        from customer_value v join customer_feature f on f.user_id = v.user_id) s
      """;

  private final JdbcClient jdbc;
  private final UnitOfWork work;

  public JdbcAuditedCustomers(JdbcClient jdbc, UnitOfWork work) {
    this.jdbc = jdbc;
    this.work = work;
  }

  @Override
  public GroupedCustomers read(
      Attribute attribute, List<TieringFeature> features, Instant asOf, boolean byLifetimeValue) {
    String more =
        ", %s as audited_group, %s as audited_value from customer_feature f%s"
            .formatted(
                group(attribute),
                byLifetimeValue ? LIFETIME_VALUE : "f.net_revenue::float8",
                byLifetimeValue ? LIFETIME_VALUES : "");
    String sql =
        JdbcCustomerFeatures.COLUMNS.replace("from customer_feature f", more)
            + " where f.orders > 0 order by f.user_id collate \"C\"";
    GroupedCustomers customers = new GroupedCustomers(features);
    return work.inLongTransaction(
        () -> {
          jdbc.sql(sql)
              .withFetchSize(ROWS_AT_ONCE)
              .query(
                  row -> {
                    Customer customer = JdbcCustomerFeatures.customer(row, 0);
                    customers.add(
                        FeatureMatrix.row(customer, features, asOf),
                        row.getDouble("audited_value"),
                        row.getString("audited_group"));
                  });
          return customers;
        });
  }

  private static String group(Attribute attribute) {
    return switch (attribute) {
      case COUNTRY -> "f.country";
      case DEVICE -> combination("devices");
      case CHANNEL -> combination("channels");
      case CATEGORY -> strongest("categoryAffinity");
      case PRICE_BAND -> strongest("priceBandAffinity");
    };
  }

  private static String combination(String field) {
    return "(select string_agg(v, ' + ' order by v) from jsonb_array_elements_text(f.preferences -> '"
        + field
        + "') v)";
  }

  private static String strongest(String field) {
    return "(select key from jsonb_each_text(f.preferences -> '"
        + field
        + "') order by value::float8 desc, key limit 1)";
  }
}
