package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.pressure.ContactPolicies;
import io.tierwise.campaign.pressure.ContactPolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The contact policy as one row, which the functions that take contacts read as well. */
public final class JdbcContactPolicies implements ContactPolicies {
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  public JdbcContactPolicies(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public Stored current() {
    return read(jdbc);
  }

  static Stored read(JdbcClient jdbc) {
    return jdbc.sql("select policy, version, updated_at from contact_policy")
        .query((row, _) -> stored(row))
        .single();
  }

  /** Waits until nobody takes a contact by the policy that it replaces. */
  @Override
  public Optional<Stored> replace(@Nullable Long version, ContactPolicy policy, Instant now) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              ContactRows.lockAll(jdbc);
              return jdbc.sql(
                      """
                      update contact_policy set policy = ?::jsonb, version = version + 1,
                        updated_at = ?
                      where version = coalesce(?::bigint, version)
                      returning policy, version, updated_at
                      """)
                  .param(StoredJson.write(policy))
                  .param(Rows.time(now))
                  .param(version)
                  .query((row, _) -> stored(row))
                  .optional();
            }));
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        StoredJson.read(row.getString("policy"), ContactPolicy.class),
        row.getLong("version"),
        Rows.instant(row, "updated_at"));
  }
}
