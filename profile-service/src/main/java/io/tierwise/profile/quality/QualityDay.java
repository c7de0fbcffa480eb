package io.tierwise.profile.quality;

import java.time.LocalDate;

/**
 * A day (UTC) in figures.
 *
 * @param events of the ledger that occurred on it
 * @param anonymous those among them without user id
 * @param late those that were received more than a day after they occurred
 * @param duplicates messages met on this day that were known, redeliveries included
 * @param rejected messages met on this day that were refused
 * @param orders completed on it that stand
 * @param outliers those whose value is above the bound
 * @param botEvents events of suspected bots, and of test traffic
 * @param productEvents that name a product; among them those where a price or a category is missing
 * @param completions Order Completed; among them those without an amount
 * @param unknownItems events that named an item which the catalogue had not brought until then
 * @param doorRejected what ingest-service rejected on this day
 */
public record QualityDay(
    LocalDate day,
    long events,
    long anonymous,
    long late,
    long duplicates,
    long rejected,
    long orders,
    long outliers,
    long botEvents,
    long testEvents,
    long productEvents,
    long withoutPrice,
    long withoutCategory,
    long completions,
    long withoutRevenue,
    long unknownItems,
    long doorRejected) {}
