package io.tierwise.ingest.validation;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The base currency of the installation and what others are worth in it. Exact decimals. */
public final class ExchangeRates {
  private final String base;
  private final Map<String, BigDecimal> rates = new TreeMap<>();

  /**
   * @param base three-letter code
   * @param rates currency to units of the base currency for one unit of it
   */
  public ExchangeRates(String base, Map<String, BigDecimal> rates) {
    this.base = checked(base);
    rates.forEach(
        (currency, rate) -> {
          if (rate.signum() <= 0 || rate.scale() > 9) {
            throw new IllegalArgumentException(
                "the rate of " + currency + " must be positive with at most 9 decimals: " + rate);
          }
          this.rates.put(checked(currency), rate);
        });
    BigDecimal ofBase = this.rates.put(this.base, BigDecimal.ONE);
    if (ofBase != null && ofBase.compareTo(BigDecimal.ONE) != 0) {
      throw new IllegalArgumentException(
          "the rate of the base currency " + this.base + " must be 1, not " + ofBase);
    }
  }

  private static String checked(String currency) {
    String code = currency.toUpperCase(Locale.ROOT);
    if (!code.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException("not a currency code: " + currency);
    }
    return code;
  }

  public String base() {
    return base;
  }

  /**
   * Takes the currency of an object.
   *
   * @return its rate; the one of {@code otherwise} where the object names none; 1 where it names an
   *     unknown one, which is then a finding
   */
  Rate take(Fields fields, Rate otherwise) {
    String name = "currency";
    if (!fields.has(name)) {
      return otherwise;
    }
    String given = fields.name(name, 40);
    if (given == null) {
      return otherwise;
    }
    String code = given.toUpperCase(Locale.ROOT);
    BigDecimal rate = rates.get(code);
    if (rate == null) {
      fields.reject(
          name,
          ReasonCode.UNKNOWN_CURRENCY,
          Quoted.plain(code, 40)
              + " is not configured; known: "
              + String.join(", ", rates.keySet()));
      return otherwise;
    }
    return new Rate(code, rate);
  }

  Rate ofBase() {
    return new Rate(null, BigDecimal.ONE);
  }

  /**
   * @param currency as the client named it, null where it did not
   * @param unitsOfBase for one unit of it
   */
  record Rate(@Nullable String currency, BigDecimal unitsOfBase) {
    BigDecimal convert(BigDecimal amount) {
      return unitsOfBase.equals(BigDecimal.ONE) ? amount : amount.multiply(unitsOfBase);
    }
  }
}
