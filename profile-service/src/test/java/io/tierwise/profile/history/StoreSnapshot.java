package io.tierwise.profile.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** All that is stored of the users whose keys contain a prefix, the prefix itself left out. */
final class StoreSnapshot {
  private static final List<String> QUERIES =
      List.of(
          """
          select concat_ws('|', user_key, merged_into, first_seen_at, last_seen_at, country, orders,
            first_order_at, last_order_at, gross_revenue, refunds, orders_placed, orders_returned,
            orders_discounted, sessions, browse_micros,
            encode(state, 'hex'))
          from profile where user_key like ?
          """,
          """
          select concat_ws('|', user_key, order_id, completed_at, counted, gross, refunded,
            returned, discounted, convert_from(record, 'UTF8'))
          from profile_order where user_key like ?
          """,
          """
          select concat_ws('|', user_key, session_id, first_at, last_at)
          from profile_session where user_key like ?
          """,
          """
          select concat_ws('|', alias_key, target_key, cause, source,
            case when decision = 0 then concat_ws('|', claimed_at, message_id) end)
          from identity_link where alias_key like ?
          """,
          """
          select concat_ws('|', alias_key, target_key, claimed_at, message_id, cause, source)
          from identity_claim where alias_key like ?
          """);

  static List<String> of(JdbcTemplate jdbc, String prefix) {
    List<String> rows = new ArrayList<>();
    for (String query : QUERIES) {
      jdbc.queryForList(query, String.class, "%" + prefix + "%")
          .forEach(row -> rows.add(row.replace(prefix, "")));
    }
    Collections.sort(rows);
    return rows;
  }

  private StoreSnapshot() {}
}
