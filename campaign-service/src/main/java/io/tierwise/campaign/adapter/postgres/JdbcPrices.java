package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.decision.PriceBook;
import io.tierwise.campaign.decision.Prices;
import io.tierwise.campaign.lifecycle.Channel;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Shadow prices of the last allocation of each campaign and channel. */
public final class JdbcPrices implements Prices {
  private static final String CAMPAIGN = "campaign";
  private static final String CHANNEL = "channel";
  private static final String AFFINITY = "affinity";
  private final JdbcClient jdbc;

  public JdbcPrices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public PriceBook current() {
    Map<String, Map<String, Double>> kinds = new HashMap<>();
    jdbc.sql("select kind, key, value from shadow_price")
        .query(
            row -> {
              kinds
                  .computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                  .put(row.getString(2), row.getDouble(3));
            });
    Map<Channel, Double> channels = new EnumMap<>(Channel.class);
    kinds
        .getOrDefault(CHANNEL, Map.of())
        .forEach((id, price) -> Channel.of(id).ifPresent(c -> channels.put(c, price)));
    return new PriceBook(
        kinds.getOrDefault(CAMPAIGN, Map.of()), channels, kinds.getOrDefault(AFFINITY, Map.of()));
  }

  /** Part of the transaction that commits the allocation. */
  static void store(JdbcClient jdbc, PriceBook prices, String allocationId) {
    store(jdbc, CAMPAIGN, prices.campaigns(), allocationId);
    Map<String, Double> channels = new HashMap<>();
    prices.channels().forEach((channel, price) -> channels.put(channel.id(), price));
    store(jdbc, CHANNEL, channels, allocationId);
    store(jdbc, AFFINITY, prices.meanAffinities(), allocationId);
  }

  private static void store(
      JdbcClient jdbc, String kind, Map<String, Double> prices, String allocationId) {
    if (prices.isEmpty()) {
      return;
    }
    var keys = prices.keySet().stream().sorted().toList();
    jdbc.sql(
            """
            insert into shadow_price (kind, key, value, allocation_id)
            select ?, key, value::float8, ? from unnest(?::text[], ?::text[]) as b (key, value)
            on conflict (kind, key) do update set
              value = excluded.value, allocation_id = excluded.allocation_id
            """)
        .params(kind, allocationId)
        .param(Rows.column(keys, key -> key))
        .param(Rows.column(keys, key -> Objects.requireNonNull(prices.get(key))))
        .update();
  }
}
