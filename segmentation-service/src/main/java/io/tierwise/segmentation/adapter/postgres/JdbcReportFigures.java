package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.report.ReportFigures;
import io.tierwise.segmentation.rfm.RfmScore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Figures of reports, added up in the database. */
public final class JdbcReportFigures implements ReportFigures {
  /** The width is that which has 99 of 100 values in all bins but the last. */
  private static final String VALUES =
      """
      with width as (
        select greatest(percentile_cont(0.99) within group (order by value), 0.01) / (? - 1) as w
        from customer_value)
      select least(floor(greatest(value, 0) / w), ? - 1)::int as bin, w, count(*) as customers,
        sum(value) as total, max(horizon_days) as horizon
      from customer_value, width group by 1, 2
      """;

  private final JdbcClient jdbc;

  public JdbcReportFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Scored> scored(UUID runId) {
    return jdbc.sql(
            """
            select recency_score, frequency_score, monetary_score, count(*) as customers,
              sum(monetary) as revenue
            from run_assignment where run_id = ? and tier is not null group by 1, 2, 3
            """)
        .param(runId)
        .query(
            (row, n) ->
                new Scored(
                    new RfmScore(row.getInt(1), row.getInt(2), row.getInt(3)),
                    row.getLong("customers"),
                    row.getBigDecimal("revenue")))
        .list();
  }

  private record Bin(int index, double width, long customers, double total, int horizon) {}

  @Override
  public Optional<Values> values(int bins) {
    List<Bin> found =
        jdbc.sql(VALUES)
            .params(bins, bins)
            .query(
                (row, n) ->
                    new Bin(
                        row.getInt("bin"),
                        row.getDouble("w"),
                        row.getLong("customers"),
                        row.getDouble("total"),
                        row.getInt("horizon")))
            .list();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Long[] counts = new Long[bins];
    Arrays.fill(counts, 0L);
    found.forEach(bin -> counts[bin.index()] = bin.customers());
    return Optional.of(
        new Values(
            found.getFirst().horizon(),
            found.stream().mapToLong(Bin::customers).sum(),
            found.stream().mapToDouble(Bin::total).sum(),
            found.getFirst().width(),
            List.of(counts)));
  }
}
