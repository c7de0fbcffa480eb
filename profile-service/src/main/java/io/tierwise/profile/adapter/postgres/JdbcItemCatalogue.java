package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.quality.ItemCatalogue;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Digests of item ids in a table, and sorted in memory: eight bytes an item. */
final class JdbcItemCatalogue implements ItemCatalogue {
  private static final String ADD =
      """
      insert into known_item (item) select i from unnest(?::bigint[]) as n (i) order by i
      on conflict do nothing
      """;

  private final JdbcTemplate jdbc;
  private volatile long[] known = {};

  JdbcItemCatalogue(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public synchronized void add(Collection<String> itemIds) {
    Digest64 digest = new Digest64();
    long[] fresh =
        itemIds.stream().mapToLong(digest::of).distinct().filter(this::lacks).sorted().toArray();
    if (fresh.length > 0) {
      jdbc.update(ADD, (Object) Arrays.stream(fresh).boxed().toArray(Long[]::new));
      known = LongStream.concat(Arrays.stream(known), Arrays.stream(fresh)).sorted().toArray();
    }
  }

  @Override
  public synchronized void refresh() {
    known =
        jdbc.queryForList("select item from known_item", Long.class).stream()
            .mapToLong(Long::longValue)
            .sorted()
            .toArray();
  }

  /** Whether there is a catalogue to judge by. */
  boolean isEmpty() {
    return known.length == 0;
  }

  /**
   * @param item digest of its id
   */
  boolean lacks(long item) {
    return Arrays.binarySearch(known, item) < 0;
  }
}
