package io.tierwise.campaign.page;

import io.tierwise.campaign.money.Money;
import io.tierwise.statistics.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them; the same in every locale. */
final class Words {
  static final String NONE = "-";
  private final String currency;

  Words(String currency) {
    this.currency = currency;
  }

  /** To the cent, as what is smaller is of no interest here. */
  String money(@Nullable Money money) {
    return money == null ? NONE : money(money.amount());
  }

  String money(double units) {
    return money(BigDecimal.valueOf(units));
  }

  private String money(BigDecimal amount) {
    return currency + " " + amount(amount);
  }

  /** Of tables, whose caption names the currency. */
  String in(String caption) {
    return caption + ", amounts in " + currency;
  }

  static String amount(@Nullable Money money) {
    return money == null ? NONE : amount(money.amount());
  }

  static String amount(double units) {
    return amount(BigDecimal.valueOf(units));
  }

  private static String amount(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,.2f", amount.setScale(2, RoundingMode.HALF_EVEN));
  }

  static String amounts(@Nullable Interval interval) {
    return interval == null ? NONE : amount(interval.low()) + " to " + amount(interval.high());
  }

  static String percents(@Nullable Interval interval) {
    return interval == null ? NONE : percent(interval.low()) + " to " + percent(interval.high());
  }

  /** Of a share or a return. */
  static String percent(@Nullable Double share) {
    if (share == null) {
      return NONE;
    }
    double percents = share * 100;
    return String.format(Locale.ROOT, Math.abs(percents) < 10 ? "%.1f %%" : "%,.0f %%", percents);
  }

  static String number(double value) {
    return value == Math.rint(value) || Math.abs(value) >= 1000
        ? String.format(Locale.ROOT, "%,.0f", value)
        : new BigDecimal(String.format(Locale.ROOT, "%.2f", value))
            .stripTrailingZeros()
            .toPlainString();
  }

  /** A day where it begins one. */
  static String time(Instant at) {
    String text = at.toString();
    return text.endsWith("T00:00:00Z") ? text.substring(0, text.indexOf('T')) : text;
  }

  static String shortened(String name, int longest) {
    return name.codePointCount(0, name.length()) <= longest
        ? name
        : name.substring(0, name.offsetByCodePoints(0, longest - 1)) + "\u2026";
  }
}
