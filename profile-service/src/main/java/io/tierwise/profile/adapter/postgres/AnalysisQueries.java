package io.tierwise.profile.adapter.postgres;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs large questions: read-only, at one moment, with the memory they need, not for ever. */
final class AnalysisQueries {
  private static final int SECONDS = 30;
  // No compilation: it takes longer than these plans run. No loops: how many users are left after a
  // step is guessed far too low, and a loop over them takes minutes where a hash takes none.
  private static final String SETTINGS =
      "set local work_mem = '64MB'; set local jit = off; set local enable_nestloop = off;"
          + " set local statement_timeout = '"
          + SECONDS
          + "s'";

  /** The canonical users of whom a key is suspected. */
  static final String SUSPECTED_ROOTS =
      """
      select coalesce(a.root, s.user_id) as root
      from suspect s left join user_alias a on a.user_id = s.user_id
      """;

  private final JdbcTemplate jdbc;
  private final JdbcClient client;
  private final TransactionTemplate transaction;

  AnalysisQueries(JdbcTemplate jdbc, PlatformTransactionManager manager) {
    this.jdbc = jdbc;
    this.client = JdbcClient.create(jdbc);
    this.transaction = new TransactionTemplate(manager);
    transaction.setReadOnly(true);
    transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    transaction.setTimeout(SECONDS);
  }

  @SuppressWarnings("NullAway") // no question of ours is answered with null
  <T> T ask(Function<JdbcClient, T> question) {
    return transaction.execute(
        status -> {
          jdbc.execute(SETTINGS);
          return question.apply(client);
        });
  }

  /** The code of a label; -1, which no fact has, for one that never came. */
  static @Nullable Short code(JdbcClient client, FactLabels.Kind kind, @Nullable String label) {
    if (label == null) {
      return null;
    }
    return client
        .sql("select code from fact_label where kind = ? and label = ?")
        .params(kind.number(), label)
        .query(Short.class)
        .optional()
        .orElse((short) -1);
  }

  static String at(Instant time) {
    return time.toString();
  }
}
