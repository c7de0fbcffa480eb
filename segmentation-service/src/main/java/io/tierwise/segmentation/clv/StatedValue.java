package io.tierwise.segmentation.clv;

import java.time.Instant;
import java.util.UUID;

/**
 * A customer's value as it is told to others.
 *
 * @param fitId the fit whose model says so
 * @param asOf when it was true
 */
public record StatedValue(UUID fitId, Instant asOf, int horizonDays, CustomerValue value) {}
