package io.tierwise.campaign.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.loyalty.Entry.Kind;
import io.tierwise.campaign.loyalty.LoyaltyProgram.Level;
import io.tierwise.campaign.loyalty.LoyaltyProgram.LevelsBy;
import io.tierwise.campaign.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountTest {
  private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

  private static Instant day(int day) {
    return T.plus(Duration.ofDays(day));
  }

  private static Entry lot(String lot, Kind kind, long points, int at, int usable, int expires) {
    return new Entry(
        0,
        "u",
        kind,
        points,
        lot,
        null,
        null,
        "",
        null,
        1,
        day(at),
        day(usable),
        day(expires),
        day(at));
  }

  private static Entry spent(long points, int at) {
    return Entry.spent("u", Kind.REDEEMED, -points, "k" + at, "", null, 1, day(at));
  }

  @Test
  void points_arePendingThenUsableThenExpired() {
    List<Entry> ledger = List.of(lot("a", Kind.EARNED, 100, 0, 14, 100));
    assertThat(Account.of(ledger, day(13)).balance()).isZero();
    assertThat(Account.of(ledger, day(13)).pending()).isEqualTo(100);
    assertThat(Account.of(ledger, day(13)).usableNext()).contains(new Account.Dated(100, day(14)));
    assertThat(Account.of(ledger, day(14)).balance()).isEqualTo(100);
    assertThat(Account.of(ledger, day(14)).expiringNext())
        .contains(new Account.Dated(100, day(100)));
    assertThat(Account.of(ledger, day(100)).balance()).isZero();
    assertThat(Account.of(ledger, day(100)).expiredUnrecorded()).isEqualTo(100);
  }

  @Test
  void spending_takesWhatExpiresFirst() {
    List<Entry> ledger =
        List.of(
            lot("late", Kind.EARNED, 100, 0, 0, 200),
            lot("soon", Kind.EARNED, 100, 1, 1, 50),
            spent(120, 10));
    assertThat(Account.of(ledger, day(60)).balance()).isEqualTo(80);
    assertThat(Account.of(ledger, day(60)).expiredUnrecorded()).isZero();
    assertThat(Account.of(ledger, day(60)).expiringNext())
        .contains(new Account.Dated(80, day(200)));
  }

  @Test
  void refundAfterSpending_isOwed_andPaidOutOfWhatComes() {
    List<Entry> ledger =
        new ArrayList<>(
            List.of(
                lot("a", Kind.EARNED, 100, 0, 0, 300),
                spent(100, 10),
                lot("a", Kind.REVERSED, -100, 0, 0, 300)));
    assertThat(Account.of(ledger, day(20)).balance()).isEqualTo(-100);
    ledger.add(lot("b", Kind.EARNED, 150, 30, 30, 330));
    assertThat(Account.of(ledger, day(40)).balance()).isEqualTo(50);
  }

  @Test
  void refundAfterExpiry_takesBackWhatExpiredTooMuch() {
    List<Entry> ledger =
        List.of(
            lot("a", Kind.EARNED, 100, 0, 0, 30),
            Entry.spent("u", Kind.EXPIRED, -100, null, "", null, 1, day(30)),
            lot("a", Kind.REVERSED, -40, 0, 0, 30));
    assertThat(Account.of(ledger, day(40)).expiredUnrecorded()).isEqualTo(-40);
  }

  @Test
  void year_countsWhatWasEarned_spentOrNot_butNotWhatWasGiven() {
    List<Entry> ledger =
        List.of(
            lot("a", Kind.EARNED, 100, 0, 0, 800),
            lot("b", Kind.BONUS, 20, 100, 100, 800),
            lot("c", Kind.ADJUSTED, 500, 100, 100, 800),
            spent(100, 150));
    assertThat(Account.of(ledger, day(364)).earnedInYear()).isEqualTo(120);
    assertThat(Account.of(ledger, day(365)).earnedInYear()).isEqualTo(20);
  }

  private static LoyaltyProgram program(LevelsBy by) {
    return new LoyaltyProgram(
        true,
        new BigDecimal("1.5"),
        Map.of("Gold", new BigDecimal("2")),
        Map.of("Shoes", new BigDecimal("3"), "Boots", new BigDecimal("4")),
        0,
        List.of(),
        Map.of("spring", 25L),
        0,
        null,
        by,
        List.of(
            new Level("Friend", "Silver", 100, List.of()),
            new Level("Best friend", "Gold", 1_000, List.of())),
        1,
        List.of());
  }

  private static long points(String tier, String campaign, Map<String, Long> parts) {
    return OrderPoints.of(
        program(LevelsBy.POINTS),
        new OrderFacts("o", "u", T, Money.of("10.50"), parts, tier, campaign));
  }

  @Test
  void order_earnsByTierCategoryAndCampaign_roundedDown() {
    assertThat(points(null, null, Map.of())).isEqualTo(15);
    assertThat(points("Gold", null, Map.of())).isEqualTo(31);
    assertThat(points("Bronze", "spring", Map.of())).isEqualTo(40);
    // Half of it three times, half of it once.
    assertThat(points(null, null, Map.of("Shoes", 5L, "", 5L))).isEqualTo(31);
    assertThat(points(null, null, Map.of("Shoes\nBoots", 5L))).isEqualTo(63);
    assertThat(points(null, null, Map.of("Shoes\nSandals", 5L))).isEqualTo(47);
  }

  @Test
  void levels_followPointsOrTier() {
    Levels byPoints = Levels.of(program(LevelsBy.POINTS), "Gold", 400);
    assertThat(byPoints.name()).isEqualTo("Friend");
    assertThat(byPoints.missing()).isEqualTo(600);
    assertThat(Levels.of(program(LevelsBy.POINTS), null, 99).name()).isNull();
    Levels byTier = Levels.of(program(LevelsBy.TIER), "Gold", 0);
    assertThat(byTier.name()).isEqualTo("Best friend");
    assertThat(byTier.next()).isNull();
    assertThat(Levels.of(program(LevelsBy.TIER), "Bronze", 9_999).missing()).isNull();
  }
}
