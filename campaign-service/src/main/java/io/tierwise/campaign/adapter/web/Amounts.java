package io.tierwise.campaign.adapter.web;

import io.tierwise.starter.web.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Shows amounts in the base currency. */
final class Amounts {
  private final String currency;

  Amounts(String currency) {
    this.currency = currency;
  }

  String currency() {
    return currency;
  }

  Money of(io.tierwise.campaign.money.Money money) {
    return Money.of(money.amount(), currency);
  }

  @Nullable Money orNull(io.tierwise.campaign.money.@Nullable Money money) {
    return money == null ? null : of(money);
  }

  static String plain(io.tierwise.campaign.money.Money money) {
    BigDecimal amount = money.amount().stripTrailingZeros();
    return (amount.scale() < 2 ? amount.setScale(2) : amount).toPlainString();
  }
}
