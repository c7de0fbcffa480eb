package io.tierwise.system;

import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What profile-service stores, seen from below. */
record ProfileDatabase(Database database) {
  private static final String PROFILE_TABLES =
      """
      select table_name from information_schema.columns
      where table_schema = 'public' and column_name = 'user_key'
        and (table_name = 'profile' or starts_with(table_name, 'profile_'))
      order by table_name
      """;

  /** An event as the ledger keys it. */
  record Key(String userKey, String messageId) {}

  ProfileDatabase(Stack stack) {
    this(new Database(stack, ServiceSettings.PROFILE));
  }

  /** Rows of the ledger, each as often as it is there. */
  List<Key> ledgerOfUsers(String like) {
    return database.query(
        "select user_key, message_id from event_ledger where user_key like ?",
        row -> new Key(row.getString(1), row.getString(2)),
        like);
  }

  /** Rows of the ledger, each as often as it is there. */
  List<Key> ledger(String messageIdPrefix) {
    return keys("event_ledger", messageIdPrefix);
  }

  /** The ids that are taken. */
  List<Key> messageIds(String prefix) {
    return keys("ledger_message", prefix);
  }

  private List<Key> keys(String table, String messageIdPrefix) {
    return database.query(
        "select user_key, message_id from " + table + " where starts_with(message_id, ?)",
        row -> new Key(row.getString(1), row.getString(2)),
        messageIdPrefix);
  }

  long ledgerSize(String messageIdPrefix) {
    return database
        .query(
            "select count(*) from event_ledger where starts_with(message_id, ?)",
            row -> row.getLong(1),
            messageIdPrefix)
        .getFirst();
  }

  /**
   * All that is stored of each user whose key contains the text, as a digest: what a recompute
   * makes anew. Only the version of a profile may change with it.
   */
  Map<String, String> profiles(String text) {
    Map<String, String> digests = new TreeMap<>();
    for (String table : database.query(PROFILE_TABLES, row -> row.getString(1))) {
      String digest =
          """
          select user_key, md5(string_agg(row, '|' order by row))
          from (select user_key, (to_jsonb(t) - 'version')::text as row from %s t
            where position(? in user_key) > 0) r
          group by user_key
          """
              .formatted(table);
      database
          .query(digest, row -> Map.entry(row.getString(1), row.getString(2)), text)
          .forEach(
              entry ->
                  digests.merge(
                      entry.getKey(), table + " " + entry.getValue(), (a, b) -> a + ", " + b));
    }
    return digests;
  }

  /** Changed profiles that other services have not heard of. */
  long unpublished(String text) {
    return database
        .query(
            "select count(*) from publish_pending where position(? in user_key) > 0",
            row -> row.getLong(1),
            text)
        .getFirst();
  }

  /** Sums that are kept beside the ledger and do not agree with it. */
  List<String> brokenSums() {
    return database.query(
        """
        with ledger as (select event, count(*) as n from event_ledger group by event),
          tally as (select event, sum(n) as n from event_tally group by event having sum(n) <> 0)
        select concat_ws(' ', 'tally of', coalesce(l.event, t.event), t.n, 'instead of', l.n)
        from ledger l full join tally t using (event) where l.n is distinct from t.n
        union all
        select concat_ws(' ', 'facts', f.n, 'instead of', l.n)
        from (select count(*) as n from ledger_fact) f,
          (select count(*) as n from event_ledger) l
        where f.n <> l.n
        """,
        row -> row.getString(1));
  }
}
