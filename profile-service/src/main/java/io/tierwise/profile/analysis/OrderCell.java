package io.tierwise.profile.analysis;

import java.math.BigDecimal;

/**
 * Orders that stand, of one price band, completed in one hour of the week.
 *
 * @param band of the value of the order
 * @param hourOfWeek 0 is Monday 00:00 UTC
 * @param revenue before refunds
 */
public record OrderCell(String band, int hourOfWeek, long orders, BigDecimal revenue) {}
