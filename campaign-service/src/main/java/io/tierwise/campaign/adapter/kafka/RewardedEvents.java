package io.tierwise.campaign.adapter.kafka;

import io.tierwise.campaign.loyalty.Ledgers;
import io.tierwise.campaign.loyalty.Ledgers.EventSeen;
import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events for which the loyalty program gives points. While there are none, no message is looked at;
 * else only those that have the name of one somewhere are read.
 */
final class RewardedEvents {
  private static final Duration ASKED_EVERY = Duration.ofSeconds(1);
  private final Ledgers ledgers;
  private final Clock clock;
  private Instant askedAt = Instant.MIN;
  private Set<String> names = Set.of();
  private List<byte[]> quoted = List.of();

  RewardedEvents(Ledgers ledgers, Clock clock) {
    this.ledgers = ledgers;
    this.clock = clock;
  }

  void refresh() {
    Instant now = clock.instant();
    if (askedAt.isBefore(now.minus(ASKED_EVERY))) {
      askedAt = now;
      names = ledgers.rewardedEvents();
      quoted =
          names.stream()
              .map(name -> ("\"" + name + "\"").getBytes(StandardCharsets.UTF_8))
              .toList();
    }
  }

  @Nullable EventSeen read(byte @Nullable [] json) {
    if (json == null || quoted.stream().noneMatch(name -> contains(json, name))) {
      return null;
    }
    BehaviorEvent event = ContractJson.read(json, BehaviorEvent.class);
    String name = event.event();
    return event.type() == BehaviorEvent.EventType.TRACK && name != null && names.contains(name)
        ? new EventSeen(event.userKey(), event.messageId(), name, event.occurredAt())
        : null;
  }

  private static boolean contains(byte[] json, byte[] word) {
    for (int i = 0; i <= json.length - word.length; i++) {
      if (json[i] == word[0] && matches(json, i, word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] json, int from, byte[] word) {
    for (int i = 1; i < word.length; i++) {
      if (json[from + i] != word[i]) {
        return false;
      }
    }
    return true;
  }
}
