package io.tierwise.campaign.journey;

import java.time.Instant;
import java.util.Map;

/**
 * Somebody whom a trigger wants to let into a journey. Whether it comes to that is asked when it is
 * due.
 *
 * @param subject the item of a replenishment, else empty
 * @param entryKey the same key never triggers twice
 * @param at when what triggered happened; nothing as old as the last one triggers again
 * @param restarts whether it puts off one that is waiting: the time runs from the last such event
 */
public record Candidate(
    String journeyId,
    int version,
    String userId,
    String subject,
    String entryKey,
    Instant at,
    Instant dueAt,
    boolean restarts,
    Map<String, String> context) {
  public Candidate {
    context = Map.copyOf(context);
  }
}
