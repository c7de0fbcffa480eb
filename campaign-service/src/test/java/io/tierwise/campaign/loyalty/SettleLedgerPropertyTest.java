package io.tierwise.campaign.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.loyalty.LoyaltyProgram.LevelsBy;
import io.tierwise.campaign.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** However late, often and mixed up events come, the ledger says what the orders say. */
class SettleLedgerPropertyTest {
  private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
  private static final Programs PROGRAMS =
      new Programs(
          List.of(
              new ProgramVersion(1, T.plus(Duration.ofDays(2)), "a", program("1", 50, 14, 1)),
              new ProgramVersion(2, T.plus(Duration.ofDays(60)), "b", program("2.5", 70, 0, 2))));

  private static LoyaltyProgram program(String rate, long first, int days, int months) {
    return new LoyaltyProgram(
        true,
        new BigDecimal(rate),
        Map.of(),
        Map.of(),
        first,
        List.of(),
        Map.of(),
        days,
        months,
        LevelsBy.POINTS,
        List.of(new LoyaltyProgram.Level("Friend", null, 300, List.of())),
        1,
        List.of());
  }

  private enum What {
    WORTH,
    REFUND,
    CANCEL
  }

  private record Message(int id, String order, What what, long units, Instant at) {}

  /** What has come so far, folded as the tables of orders and refunds do. */
  private static final class Shop {
    private final Set<Message> come = new HashSet<>();

    OrderFacts facts(String order) {
      List<Message> worth =
          come.stream()
              .filter(m -> m.order().equals(order) && m.what() == What.WORTH)
              .sorted(Comparator.comparing(Message::at).thenComparing(Message::units))
              .toList();
      boolean cancelled =
          come.stream().anyMatch(m -> m.order().equals(order) && m.what() == What.CANCEL);
      if (worth.isEmpty() || cancelled) {
        return facts(order, null, 0);
      }
      long back =
          come.stream()
              .filter(m -> m.order().equals(order) && m.what() == What.REFUND)
              .mapToLong(Message::units)
              .sum();
      return facts(order, worth.getFirst().at(), Math.max(0, worth.getLast().units() - back));
    }

    private static OrderFacts facts(String order, Instant at, long units) {
      return new OrderFacts(order, "u", at, new Money(units * 1_000_000), Map.of(), null, null);
    }

    List<OrderFacts> all() {
      return come.stream().map(Message::order).distinct().sorted().map(this::facts).toList();
    }

    OrderFacts first() {
      return all().stream()
          .filter(o -> o.at() != null && o.net().micros() > 0)
          .min(Comparator.comparing(OrderFacts::at).thenComparing(OrderFacts::orderId))
          .orElse(null);
    }
  }

  private static List<Entry> missing(
      List<Entry> ledger, Collection<OrderFacts> orders, Shop shop, Instant now) {
    return new SettleLedger(PROGRAMS, now).missing("u", ledger, orders, shop.first(), null);
  }

  private static long sum(List<Entry> ledger) {
    return ledger.stream().mapToLong(Entry::points).sum();
  }

  @Property(tries = 300, seed = "20261123")
  void ledger_isWhatTheOrdersSay(@ForAll long seed) {
    Random random = new Random(seed);
    List<Message> messages = messages(random);
    Collections.shuffle(messages, random);
    Shop shop = new Shop();
    List<Entry> ledger = new ArrayList<>();
    Instant now = T.plus(Duration.ofDays(3));
    for (Message message : messages) {
      now = now.plus(Duration.ofHours(random.nextInt(100)));
      shop.come.add(message);
      if (random.nextBoolean()) {
        ledger.addAll(missing(ledger, List.of(shop.facts(message.order())), shop, now));
      }
      long wanted = 1 + random.nextInt(60);
      if (Account.of(ledger, now).balance() >= wanted) {
        ledger.add(
            Entry.spent("u", Entry.Kind.REDEEMED, -wanted, "k" + ledger.size(), "r", null, 1, now));
        assertThat(Account.of(ledger, now).balance()).isNotNegative();
      }
    }
    ledger.addAll(missing(ledger, shop.all(), shop, now));

    assertThat(missing(ledger, shop.all(), shop, now)).isEmpty();
    Account account = Account.of(ledger, now);
    assertThat(sum(ledger)).isEqualTo(account.balance() + account.pending());
    for (OrderFacts order : shop.all()) {
      long target =
          order.at() == null
              ? 0
              : PROGRAMS
                  .earningAt(order.at())
                  .map(rules -> OrderPoints.of(rules.program(), order))
                  .orElse(0L);
      String lot = SettleLedger.lot(order.orderId());
      assertThat(sum(ledger.stream().filter(e -> lot.equals(e.lot())).toList())).isEqualTo(target);
    }
    Account recomputed = recomputed(ledger, shop, now);
    assertThat(account.balance()).isEqualTo(recomputed.balance());
    assertThat(account.pending()).isEqualTo(recomputed.pending());
    assertThat(account.earnedInYear()).isEqualTo(recomputed.earnedInYear());
  }

  /** From nothing but the orders as they stand and what was redeemed. */
  private static Account recomputed(List<Entry> ledger, Shop shop, Instant now) {
    List<Entry> fresh = new ArrayList<>(missing(List.of(), shop.all(), shop, now));
    fresh.removeIf(entry -> entry.kind() == Entry.Kind.EXPIRED);
    ledger.stream().filter(e -> e.kind() == Entry.Kind.REDEEMED).forEach(fresh::add);
    return Account.of(fresh, now);
  }

  private static List<Message> messages(Random random) {
    List<Message> messages = new ArrayList<>();
    Map<String, Instant> orders = new TreeMap<>();
    for (int i = 0; i < 1 + random.nextInt(8); i++) {
      orders.put("o" + i, T.plus(Duration.ofHours(random.nextInt(2_400))));
    }
    orders.forEach(
        (order, at) -> {
          messages.add(new Message(messages.size(), order, What.WORTH, random.nextInt(90), at));
          while (random.nextInt(3) > 0) {
            Instant later = at.plus(Duration.ofHours(random.nextInt(500)));
            What what =
                random.nextInt(5) == 0
                    ? What.CANCEL
                    : random.nextBoolean() ? What.WORTH : What.REFUND;
            messages.add(new Message(messages.size(), order, what, random.nextInt(90), later));
          }
        });
    // Some come twice.
    messages.addAll(messages.subList(0, random.nextInt(messages.size())));
    return messages;
  }
}
