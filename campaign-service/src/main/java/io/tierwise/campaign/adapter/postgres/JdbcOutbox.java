package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.Rows.column;

import io.tierwise.campaign.delivery.ChannelDelivery;
import io.tierwise.campaign.delivery.Claimed;
import io.tierwise.campaign.delivery.Message;
import io.tierwise.campaign.delivery.Outbox;
import io.tierwise.campaign.delivery.Recipient;
import io.tierwise.campaign.delivery.SendGate;
import io.tierwise.campaign.delivery.SendGate.Verdict;
import io.tierwise.campaign.lifecycle.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Claims messages in batches. Of a channel one instance claims at a time: the row that it locks for
 * that holds what is left of the channel's rate, so that all instances together keep to it.
 */
public final class JdbcOutbox implements Outbox {
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final SendGate gate;
  private final JdbcRecipients recipients;

  public JdbcOutbox(JdbcClient jdbc, TransactionTemplate transactions, SendGate gate) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.gate = gate;
    this.recipients = new JdbcRecipients(jdbc);
  }

  private record Lane(ChannelDelivery delivery, double tokens, Instant tokensAt) {
    /** What may go now. A channel that rests has its tokens in the future. */
    double tokens(Instant now) {
      double seconds = Duration.between(tokensAt, now).toNanos() / 1e9;
      return seconds < 0 ? 0 : Math.min(delivery.burst(), tokens + seconds * delivery.perSecond());
    }
  }

  private record Row(
      long seq, Message message, int attempts, boolean passedGate, boolean unsubscribed) {}

  @Override
  public Set<Channel> waiting(Instant now) {
    return new HashSet<>(
        jdbc.sql(
                """
                select channel from channel_delivery d
                where tokens_at <= :now and (
                  exists (select from message m where m.channel = d.channel
                    and m.state = 'QUEUED' and m.due <= :now)
                  or exists (select from message m where m.channel = d.channel
                    and m.state = 'SENDING' and m.claimed_until < :now))
                """)
            .param("now", Rows.time(now))
            .query((row, _) -> Channel.of(row.getString(1)).orElseThrow())
            .list());
  }

  @Override
  public Optional<Claimed> claim(Channel channel, int limit, Instant now, Duration lease) {
    return Objects.requireNonNull(
        transactions.execute(_ -> Optional.ofNullable(claimLocked(channel, limit, now, lease))));
  }

  private @Nullable Claimed claimLocked(Channel channel, int limit, Instant now, Duration lease) {
    Lane lane =
        jdbc.sql("select * from channel_delivery where channel = ? for update")
            .param(channel.id())
            .query(
                (row, _) ->
                    new Lane(
                        ChannelDeliveryRows.delivery(row),
                        row.getDouble("tokens"),
                        Rows.instant(row, "tokens_at")))
            .optional()
            .orElse(null);
    if (lane == null) {
      return null;
    }
    Instant until = now.plus(lease);
    double tokens = lane.tokens(now);
    if (tokens < 1) {
      return null;
    }
    Claimed claimed = takeOver(lane.delivery(), now, until);
    if (claimed == null) {
      claimed = next(lane.delivery(), Math.min(limit, (int) tokens), now, until);
    }
    if (claimed != null) {
      // Of a batch that is taken over more may go than there are tokens: the rate catches up.
      jdbc.sql("update channel_delivery set tokens = ?, tokens_at = ? where channel = ?")
          .params(tokens - claimed.entries().size(), Rows.time(now), channel.id())
          .update();
    }
    return claimed;
  }

  /** As it was left behind, so that a sender finds what it may have sent. */
  private @Nullable Claimed takeOver(ChannelDelivery delivery, Instant now, Instant until) {
    Long batch =
        jdbc.sql(
                """
                select batch from message
                where channel = ? and state = 'SENDING' and claimed_until < ?
                order by batch limit 1
                """)
            .params(delivery.channel().id(), Rows.time(now))
            .query(Long.class)
            .optional()
            .orElse(null);
    if (batch == null) {
      return null;
    }
    List<Row> rows =
        jdbc.sql(
                """
                update message m set claimed_until = ?, attempts = m.attempts + 1
                where m.channel = ? and m.state = 'SENDING' and m.batch = ? and m.claimed_until < ?
                returning %s, true as passed_gate, false as unsubscribed
                """
                    .formatted(MessageRows.COLUMNS))
            .params(Rows.time(until), delivery.channel().id(), batch, Rows.time(now))
            .query((row, _) -> row(row))
            .list();
    return claimed(batch, delivery, until, rows);
  }

  private @Nullable Claimed next(ChannelDelivery delivery, int limit, Instant now, Instant until) {
    List<Row> waiting =
        jdbc.sql(
                """
                select %s, m.passed_gate, exists (
                  select from unsubscription u
                  where u.user_id = m.user_id and u.channel = m.channel) as unsubscribed
                from message m
                where m.channel = ? and m.state = 'QUEUED' and m.due <= ?
                order by m.priority desc, m.due, m.seq limit ? for update of m skip locked
                """
                    .formatted(MessageRows.COLUMNS))
            .params(delivery.channel().id(), Rows.time(now), limit)
            .query((row, _) -> row(row))
            .list();
    if (waiting.isEmpty()) {
      return null;
    }
    List<Row> going = new ArrayList<>();
    hold(
        waiting.stream().filter(Row::unsubscribed).toList(),
        new Verdict.Never("the person had unsubscribed"),
        now);
    List<Row> asked = new ArrayList<>();
    for (Row row : waiting) {
      if (!row.unsubscribed()) {
        (row.passedGate() ? going : asked).add(row);
      }
    }
    going.addAll(ask(asked, now));
    long batch = jdbc.sql("select nextval('message_batch')").query(Long.class).single();
    jdbc.sql(
            """
            update message set state = 'SENDING', batch = ?, claimed_until = ?, passed_gate = true,
              attempts = attempts + 1, changed_at = ?
            where seq = any(?)
            """)
        .params(
            batch,
            Rows.time(until),
            Rows.time(now),
            going.stream().map(Row::seq).toArray(Long[]::new))
        .update();
    return claimed(
        batch,
        delivery,
        until,
        going.stream()
            .map(r -> new Row(r.seq(), r.message(), r.attempts() + 1, true, false))
            .toList());
  }

  private List<Row> ask(List<Row> rows, Instant now) {
    List<Row> go = new ArrayList<>();
    if (rows.isEmpty()) {
      return go;
    }
    List<Verdict> verdicts = gate.verdicts(rows.stream().map(Row::message).toList(), now);
    for (int i = 0; i < rows.size(); i++) {
      if (verdicts.get(i) instanceof Verdict.Now) {
        go.add(rows.get(i));
      } else {
        hold(List.of(rows.get(i)), verdicts.get(i), now);
      }
    }
    return go;
  }

  private void hold(List<Row> rows, Verdict verdict, Instant now) {
    if (rows.isEmpty()) {
      return;
    }
    Long[] seqs = rows.stream().map(Row::seq).toArray(Long[]::new);
    switch (verdict) {
      case Verdict.Now() -> {}
      case Verdict.Later(Instant until) ->
          jdbc.sql("update message set due = greatest(?, due), changed_at = ? where seq = any(?)")
              .params(Rows.time(until), Rows.time(now), seqs)
              .update();
      case Verdict.Never(String reason) ->
          jdbc.sql(
                  """
                  update message set state = 'SUPPRESSED', reason = ?, changed_at = ?
                  where seq = any(?)
                  """)
              .params(reason, Rows.time(now), seqs)
              .update();
    }
  }

  private Claimed claimed(long batch, ChannelDelivery delivery, Instant until, List<Row> rows) {
    Map<String, Recipient> people =
        recipients.of(rows.stream().map(r -> r.message().userId()).toList());
    return new Claimed(
        batch,
        delivery,
        until,
        rows.stream()
            .map(
                r ->
                    new Claimed.Entry(
                        r.seq(),
                        r.message(),
                        r.attempts(),
                        people.getOrDefault(
                            r.message().userId(),
                            new Recipient(r.message().userId(), null, null, Map.of()))))
            .toList());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("seq"),
        MessageRows.message(row),
        row.getInt("attempts"),
        row.getBoolean("passed_gate"),
        row.getBoolean("unsubscribed"));
  }

  @Override
  public void record(long batch, List<Result> results, Instant now) {
    jdbc.sql(
            """
            update message m set state = b.state, reason = b.reason, changed_at = ?,
              due = coalesce(b.due::timestamptz, m.due),
              attempts = m.attempts - case when b.untried::boolean then 1 else 0 end,
              sent_at = case when b.state in ('SENT', 'DELIVERED') then ? else m.sent_at end,
              content = b.content::jsonb,
              batch = case when b.state <> 'QUEUED' then m.batch end, claimed_until = null
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as b (seq, state, reason, due, untried, content)
            where m.seq = b.seq::bigint and m.state = 'SENDING' and m.batch = ?
            """)
        .param(Rows.time(now))
        .param(Rows.time(now))
        .param(column(results, Result::seq))
        .param(column(results, Result::state))
        .param(column(results, Result::reason))
        .param(column(results, Result::due))
        .param(column(results, Result::untried))
        .param(column(results, r -> r.content() == null ? null : StoredJson.write(r.content())))
        .param(batch)
        .update();
  }

  @Override
  public void rest(Channel channel, Instant until) {
    jdbc.sql(
            """
            update channel_delivery set tokens = 0, tokens_at = greatest(tokens_at, ?)
            where channel = ?
            """)
        .params(Rows.time(until), channel.id())
        .update();
  }
}
