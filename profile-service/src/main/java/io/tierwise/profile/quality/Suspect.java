package io.tierwise.profile.quality;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A key with a suspicion.
 *
 * @param day the first on which the rule fired
 */
public record Suspect(String userKey, Suspicion suspicion, LocalDate day, Instant flaggedAt) {}
