package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.audience.Lookalikes.Lookalike;
import io.tierwise.segmentation.audience.Lookalikes.Source;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Distances in one statement. */
public final class JdbcLookalikes implements Source {
  /** Skewed ones on a logarithmic scale; as floats, for logarithms of numerics are slow. */
  private static final List<String> FEATURES =
      List.of(
          "ln(1 + orders)",
          "ln(1 + greatest(net_revenue, 0)::float8)",
          "ln(1 + sessions)",
          "ln(1 + browse_seconds)",
          "ln(1 + active_days)",
          "category_breadth",
          "ln(1 + extract(epoch from n.latest - last_seen_at)::float8 / 86400)");

  private static final String NEAREST =
      "with x as materialized (select user_id, "
          + each(i -> "(" + FEATURES.get(i) + ")::float8 as x" + i)
          + " from customer_feature, (select max(last_seen_at) as latest from customer_feature) n),"
          + " s as (select "
          + each(i -> "coalesce(nullif(stddev_pop(x" + i + "), 0), 1) as s" + i)
          + " from x), m as (select user_id from audience_standing where audience_id = ? and member),"
          + " c as (select "
          + each(i -> "avg(x" + i + ") as c" + i)
          + " from x join m using (user_id) having count(*) > 0)"
          + " select x.user_id, sqrt("
          + IntStream.range(0, FEATURES.size())
              .mapToObj(i -> "power((x" + i + " - c" + i + ") / s" + i + ", 2)")
              .collect(Collectors.joining(" + "))
          + ") as distance from c, s, x left join m on m.user_id = x.user_id"
          + " where m.user_id is null order by distance, x.user_id limit ?";

  private final JdbcClient jdbc;

  public JdbcLookalikes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private static String each(IntFunction<String> column) {
    return IntStream.range(0, FEATURES.size()).mapToObj(column).collect(Collectors.joining(", "));
  }

  @Override
  public List<Lookalike> nearest(long audience, int number) {
    return jdbc.sql(NEAREST)
        .params(audience, number)
        .query((row, _) -> new Lookalike(row.getString("user_id"), row.getDouble("distance")))
        .list();
  }
}
