package io.tierwise.segmentation.propensity;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A stored probability of churn with what it holds for.
 *
 * @param cut first day of the horizon
 */
public record StatedRisk(
    UUID modelId, LocalDate cut, int horizonDays, double probability, Bands.Band band) {}
