package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.fold.ProfileState;
import io.tierwise.profile.trait.TraitKeys;
import io.tierwise.profile.trait.TraitSample;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads whole pages of the table at random, the same ones as long as it does not change. */
final class JdbcTraitSample implements TraitSample {
  private static final String SAMPLE =
      "select state from profile tablesample system (?) repeatable (1)"
          + " where state is not null limit ?";

  private final ProfileStateFormat format = new ProfileStateFormat();
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  JdbcTraitSample(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Override
  public TraitKeys keys(int most) {
    TraitKeys keys = new TraitKeys();
    transaction.executeWithoutResult(status -> read(most, keys)); // Rows come in parts only in one.
    return keys;
  }

  private void read(int most, TraitKeys keys) {
    jdbc.query(
        connection -> {
          var statement = connection.prepareStatement(SAMPLE);
          statement.setFetchSize(500);
          statement.setDouble(1, percentage(most));
          statement.setInt(2, most);
          return statement;
        },
        row -> {
          keys.add(values(format.read(row.getBytes(1), null, null)));
        });
  }

  /** By the planner's count of rows; all of a table that is small or was never counted. */
  private double percentage(int most) {
    Double rows =
        jdbc.queryForObject(
            "select reltuples::float8 from pg_class where oid = 'profile'::regclass", Double.class);
    return rows == null || rows <= most ? 100 : 100.0 * most / rows;
  }

  private static Map<String, Object> values(ProfileState state) {
    Map<String, Object> values = new HashMap<>();
    state
        .snapshot()
        .traits()
        .forEach((key, stated) -> stated.value().ifPresent(value -> values.put(key, value)));
    return values;
  }
}
