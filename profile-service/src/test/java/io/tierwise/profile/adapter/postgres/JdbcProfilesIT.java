package io.tierwise.profile.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.history.Profiles;
import io.tierwise.profile.history.StoredProfile;
import io.tierwise.profile.history.Transactions;
import io.tierwise.profile.history.Transactions.ConcurrentChange;
import io.tierwise.profile.order.OrderTotals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ProfileServiceTest
class JdbcProfilesIT {
  private static final Instant TIME = Instant.parse("2026-03-01T10:00:00.123456Z");

  @Autowired private Profiles profiles;
  @Autowired private Transactions transactions;

  private void add(StoredProfile profile) {
    transactions.inOne(
        () -> {
          profiles.save(List.of(), List.of(profile), Set.of(), TIME);
          return true;
        });
  }

  @Test
  void anAddedRow_isReadAsItWasWritten() {
    OrderTotals orders =
        new OrderTotals(
            3, TIME, TIME.plusSeconds(5), amount("1234567.89"), amount("-0.05"), 4, 1, 2);
    StoredProfile profile =
        new StoredProfile("added-ü", null, 1, "formula", null, 7, 12_345_678, orders);
    add(profile);
    assertThat(transactions.inOne(() -> profiles.lockKnown(Set.of("added-ü", "added-nobody"))))
        .isEqualTo(Map.of("added-ü", profile));
  }

  @Test
  void aKeyThatGotItsRowElsewhere_isAConcurrentChange() {
    StoredProfile profile = StoredProfile.made("added-elsewhere");
    transactions.inOne(() -> profiles.lock(Set.of(profile.userKey())));
    assertThatExceptionOfType(ConcurrentChange.class).isThrownBy(() -> add(profile));
  }

  private static BigDecimal amount(String value) {
    return new BigDecimal(value);
  }
}
