package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.event.Latest;
import io.tierwise.profile.fold.ProfileState;
import io.tierwise.profile.history.StoredProfile;
import io.tierwise.profile.order.OrderTotals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Between a profile and its row. */
final class ProfileRows implements RowMapper<StoredProfile> {
  private static final String SELECT =
      "select user_key, merged_into, version, formula, first_seen_at, last_seen_at, orders,"
          + " first_order_at, last_order_at, gross_revenue, refunds, orders_placed,"
          + " orders_returned, orders_discounted, sessions, browse_micros, state"
          + " from profile";

  private final ProfileStateFormat format;

  ProfileRows(ProfileStateFormat format) {
    this.format = format;
  }

  String select() {
    return SELECT;
  }

  @Override
  public StoredProfile mapRow(ResultSet row, int number) throws SQLException {
    byte[] state = row.getBytes("state");
    return new StoredProfile(
        row.getString("user_key"),
        row.getString("merged_into"),
        row.getLong("version"),
        row.getString("formula"),
        state == null
            ? null
            : format.read(
                state, Columns.instant(row, "first_seen_at"), Columns.instant(row, "last_seen_at")),
        row.getLong("sessions"),
        row.getLong("browse_micros"),
        new OrderTotals(
            row.getLong("orders"),
            Columns.instant(row, "first_order_at"),
            Columns.instant(row, "last_order_at"),
            row.getBigDecimal("gross_revenue"),
            row.getBigDecimal("refunds"),
            row.getLong("orders_placed"),
            row.getLong("orders_returned"),
            row.getLong("orders_discounted")));
  }

  Written write(StoredProfile profile) {
    ProfileState state = profile.state();
    if (state == null) {
      return new Written(profile, null, null, null, null);
    }
    ProfileState.Snapshot parts = state.snapshot();
    Latest<String> country = parts.country();
    return new Written(
        profile,
        parts.firstSeenAt(),
        parts.lastSeenAt(),
        country == null ? null : country.value(),
        format.write(parts));
  }

  /** A profile with what its row has beside. */
  @SuppressWarnings("ArrayRecordComponent")
  record Written(
      StoredProfile profile,
      @Nullable Instant firstSeenAt,
      @Nullable Instant lastSeenAt,
      @Nullable String country,
      byte @Nullable [] state) {}
}
