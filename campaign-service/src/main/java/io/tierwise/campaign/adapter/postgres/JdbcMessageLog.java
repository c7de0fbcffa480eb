package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.JdbcPersons.PERSON;

import io.tierwise.campaign.delivery.MessageLog;
import io.tierwise.campaign.delivery.MessageState;
import io.tierwise.campaign.lifecycle.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads what became of messages, and keeps receipts. */
public final class JdbcMessageLog implements MessageLog {
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  public JdbcMessageLog(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public List<Entry> list(Filter filter, long after, int limit) {
    List<Object> arguments = new ArrayList<>();
    String where = where(filter, arguments);
    arguments.addAll(List.of(after, limit));
    return jdbc.sql(
            "select "
                + MessageRows.COLUMNS
                + " from message m where "
                + where
                + " and m.seq > ? order by m.seq limit ?")
        .params(arguments)
        .query((row, _) -> entry(row))
        .list();
  }

  @Override
  public Optional<Entry> find(String key) {
    return jdbc.sql("select " + MessageRows.COLUMNS + " from message m where m.key = ?")
        .param(key)
        .query((row, _) -> entry(row))
        .optional();
  }

  @Override
  public List<Count> counts(Filter filter) {
    List<Object> arguments = new ArrayList<>();
    String where = where(filter, arguments);
    return jdbc.sql(
            "select m.channel, m.state, count(*) from message m where "
                + where
                + " group by m.channel, m.state order by m.channel, m.state")
        .params(arguments)
        .query(
            (row, _) ->
                new Count(
                    Channel.of(row.getString(1)).orElseThrow(),
                    MessageState.valueOf(row.getString(2)),
                    row.getLong(3)))
        .list();
  }

  private static String where(Filter filter, List<Object> arguments) {
    StringBuilder sql = new StringBuilder("true");
    String userId = filter.userId();
    if (userId != null) {
      sql.append(" and m.user_id = ").append(PERSON);
      arguments.addAll(List.of(userId, userId));
    }
    if (filter.campaignId() != null) {
      sql.append(" and m.campaign_id = ?");
      arguments.add(filter.campaignId());
    }
    if (filter.journeyId() != null) {
      sql.append(" and m.journey_id = ?");
      arguments.add(filter.journeyId());
    }
    MessageState state = filter.state();
    if (state != null) {
      sql.append(" and m.state = ?");
      arguments.add(state.name());
    }
    Channel channel = filter.channel();
    if (channel != null) {
      sql.append(" and m.channel = ?");
      arguments.add(channel.id());
    }
    return sql.toString();
  }

  @Override
  public Optional<MessageState> receive(Receipt receipt, Instant now) {
    Optional<MessageState> state =
        transactions.execute(
            _ -> {
              switch (receipt.report()) {
                case UNSUBSCRIBED -> JdbcUnsubscriptions.keep(jdbc, receipt.key(), now);
                case DELIVERED -> move(receipt, "DELIVERED", "'SENDING', 'SENT'", now);
                case BOUNCED -> move(receipt, "BOUNCED", "'SENDING', 'SENT', 'DELIVERED'", now);
                case FAILED -> move(receipt, "FAILED", "'SENDING', 'SENT'", now);
                case OPENED -> {
                  move(receipt, "DELIVERED", "'SENDING', 'SENT'", now);
                  jdbc.sql(
                          "update message set opened_at = coalesce(opened_at, ?) where key = ?"
                              + " and state in ('DELIVERED', 'UNSUBSCRIBED')")
                      .params(Rows.time(now), receipt.key())
                      .update();
                }
              }
              return jdbc.sql("select state from message where key = ?")
                  .param(receipt.key())
                  .query((row, _) -> MessageState.valueOf(row.getString(1)))
                  .optional();
            });
    return state == null ? Optional.empty() : state;
  }

  private void move(Receipt receipt, String to, String from, Instant now) {
    jdbc.sql(
            """
            update message set state = ?, reason = ?::text, changed_at = ?,
              sent_at = coalesce(sent_at, ?)
            where key = ? and state in (%s)
            """
                .formatted(from))
        .param(to)
        .param(receipt.reason())
        .param(Rows.time(now))
        .param(Rows.time(now))
        .param(receipt.key())
        .update();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("seq"),
        MessageRows.message(row),
        MessageState.valueOf(row.getString("state")),
        row.getString("reason"),
        row.getInt("attempts"),
        Rows.instant(row, "queued_at"),
        Rows.instant(row, "changed_at"),
        Rows.instantOrNull(row, "sent_at"),
        Rows.instantOrNull(row, "opened_at"));
  }
}
