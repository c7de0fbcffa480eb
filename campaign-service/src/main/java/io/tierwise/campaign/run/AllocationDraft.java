package io.tierwise.campaign.run;

import io.tierwise.campaign.contact.ExperimentUnit;
import io.tierwise.campaign.decision.PriceBook;
import java.util.List;
import java.util.Map;

/**
 * What an allocation wants to commit.
 *
 * @param contacts the highest priority first, then the highest score
 * @param controls held-out users whom the same prices would have chosen
 * @param contactsPerUser limit of each campaign
 * @param dayBudgets what each may spend on this day of the shop, in micro-units
 */
public record AllocationDraft(
    List<PlannedContact> contacts,
    List<ExperimentUnit> controls,
    Map<String, Integer> contactsPerUser,
    Map<String, Long> dayBudgets,
    PriceBook prices) {}
