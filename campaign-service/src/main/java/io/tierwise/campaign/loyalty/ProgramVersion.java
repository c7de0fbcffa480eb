package io.tierwise.campaign.loyalty;

import java.time.Instant;

/**
 * Rules as they hold from an instant until the next version.
 *
 * @param changedBy who stated them
 */
public record ProgramVersion(
    long number, Instant validFrom, String changedBy, LoyaltyProgram program) {}
