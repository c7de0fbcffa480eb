package io.tierwise.ingest.validation;

import java.util.Locale;

/** Why something was rejected: stable, countable, and few enough to be a metric's tag. */
public enum ReasonCode {
  BROKEN_JSON,
  NOT_UTF_8,
  DUPLICATE_FIELD,
  INVALID_UNICODE,
  CONTROL_CHARACTER,
  TOO_LARGE,
  TOO_DEEP,
  TOO_MANY_FIELDS,
  TOO_MANY_VALUES,
  TOO_MANY_EVENTS,
  WRONG_TYPE,
  MISSING,
  EMPTY,
  TOO_LONG,
  RESERVED_PREFIX,
  UNKNOWN_TYPE,
  TYPE_MISMATCH,
  DUPLICATE_MESSAGE_ID,
  INVALID_TIMESTAMP,
  IN_THE_FUTURE,
  TOO_OLD,
  NOT_A_NUMBER,
  NEGATIVE_PRICE,
  NEGATIVE_AMOUNT,
  OUT_OF_RANGE,
  TOO_PRECISE,
  UNKNOWN_CURRENCY,
  INCONSISTENT;

  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Lower kebab case, such as {@code negative-price}. */
  public String code() {
    return code;
  }
}
