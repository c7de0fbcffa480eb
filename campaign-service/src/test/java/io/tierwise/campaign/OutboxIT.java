package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.adapter.postgres.JdbcOutbox;
import io.tierwise.campaign.delivery.ChannelDeliveries;
import io.tierwise.campaign.delivery.ChannelDelivery;
import io.tierwise.campaign.delivery.Claimed;
import io.tierwise.campaign.delivery.Message;
import io.tierwise.campaign.delivery.MessageLog;
import io.tierwise.campaign.delivery.MessageState;
import io.tierwise.campaign.delivery.Messages;
import io.tierwise.campaign.delivery.Outbox;
import io.tierwise.campaign.delivery.SendGate;
import io.tierwise.campaign.delivery.SendGate.Verdict;
import io.tierwise.campaign.delivery.SenderSettings;
import io.tierwise.campaign.lifecycle.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Far in the future, where the service's own worker has nothing to look for. */
class OutboxIT extends CampaignServiceIT {
  private static final Instant NOW = Instant.parse("2100-01-01T00:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(30);
  @Autowired Messages messages;
  @Autowired MessageLog log;
  @Autowired ChannelDeliveries deliveries;
  @Autowired TransactionTemplate transactions;

  @AfterEach
  void noChannelSends() {
    deliveries.remove(Channel.WEBHOOK);
  }

  private Outbox outbox(SendGate gate, double perSecond) {
    deliveries.put(
        new ChannelDelivery(Channel.WEBHOOK, new SenderSettings.Inbox(), perSecond, 1, 5, NOW));
    return new JdbcOutbox(jdbc, transactions, gate);
  }

  private void queue(String name, int count) {
    assertThat(
            messages.enqueue(
                IntStream.range(0, count)
                    .mapToObj(
                        i ->
                            new Message(
                                name + i,
                                name,
                                Channel.WEBHOOK,
                                null,
                                Map.of("title", "Hello"),
                                null,
                                null,
                                null,
                                NOW,
                                i))
                    .toList(),
                NOW))
        .isEqualTo(count);
  }

  private static List<String> keys(Optional<Claimed> claimed) {
    return claimed.stream()
        .flatMap(c -> c.entries().stream())
        .map(entry -> entry.message().key())
        .toList();
  }

  private void allSent(Outbox outbox, Optional<Claimed> claimed) {
    claimed.ifPresent(
        c ->
            outbox.record(
                c.batch(),
                c.entries().stream()
                    .map(
                        e -> new Outbox.Result(e.seq(), MessageState.SENT, null, null, false, null))
                    .toList(),
                NOW));
  }

  @Test
  void rate_isKeptByAllInstances_theHighestPriorityFirst() {
    queue("rate", 6);
    Outbox one = outbox(SendGate.OPEN, 10);
    Outbox another = new JdbcOutbox(jdbc, transactions, SendGate.OPEN);
    var first = one.claim(Channel.WEBHOOK, 100, NOW, LEASE);
    assertThat(keys(first)).containsExactly("rate5", "rate4");
    assertThat(another.claim(Channel.WEBHOOK, 100, NOW, LEASE)).isEmpty();
    var second = another.claim(Channel.WEBHOOK, 100, NOW.plusMillis(100), LEASE);
    assertThat(keys(second)).containsExactly("rate3");
    one.rest(Channel.WEBHOOK, NOW.plusSeconds(60));
    assertThat(another.claim(Channel.WEBHOOK, 100, NOW.plusSeconds(59), LEASE)).isEmpty();
    allSent(one, first);
    allSent(one, second);
    var rest = another.claim(Channel.WEBHOOK, 100, NOW.plusSeconds(70), LEASE);
    assertThat(keys(rest)).containsExactly("rate2", "rate1");
    allSent(one, rest);
    allSent(one, one.claim(Channel.WEBHOOK, 100, NOW.plusSeconds(80), LEASE));
  }

  @Test
  void gate_isAskedOnce_andMayHoldBack() {
    queue("gate", 3);
    SendGate gate =
        (asked, now) ->
            asked.stream()
                .map(
                    message ->
                        switch (message.key()) {
                          case "gate0" -> (Verdict) new Verdict.Never("enough for today");
                          case "gate1" -> new Verdict.Later(now.plusSeconds(600));
                          default -> new Verdict.Now();
                        })
                .toList();
    Outbox outbox = outbox(gate, 1000);
    var claimed = outbox.claim(Channel.WEBHOOK, 100, NOW, LEASE);
    assertThat(keys(claimed)).containsExactly("gate2");
    assertThat(log.find("gate0").orElseThrow().state()).isEqualTo(MessageState.SUPPRESSED);
    assertThat(log.find("gate0").orElseThrow().reason()).isEqualTo("enough for today");
    assertThat(log.find("gate1").orElseThrow().message().due()).isEqualTo(NOW.plusSeconds(600));
    assertThat(outbox.claim(Channel.WEBHOOK, 100, NOW.plusSeconds(1), LEASE)).isEmpty();

    Outbox closed =
        new JdbcOutbox(
            jdbc,
            transactions,
            (asked, _) -> asked.stream().map(_ -> (Verdict) new Verdict.Never("closed")).toList());
    // Who takes over what was let through does not ask again.
    var over = closed.claim(Channel.WEBHOOK, 100, NOW.plusSeconds(31), LEASE);
    assertThat(keys(over)).containsExactly("gate2");
    assertThat(over.orElseThrow().batch()).isEqualTo(claimed.orElseThrow().batch());
    assertThat(over.orElseThrow().entries().getFirst().attempt()).isEqualTo(2);
    allSent(closed, claimed);
    assertThat(
            closed.claim(Channel.WEBHOOK, 100, NOW.plusSeconds(601), LEASE).orElseThrow().entries())
        .isEmpty();
    assertThat(log.find("gate1").orElseThrow().reason()).isEqualTo("closed");
  }
}
