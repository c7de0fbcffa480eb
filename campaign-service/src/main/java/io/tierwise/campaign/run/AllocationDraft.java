package io.tierwise.campaign.run;

import io.tierwise.campaign.contact.ExperimentUnit;
import io.tierwise.campaign.decision.PriceBook;
import java.util.List;
import java.util.Map;

/**
 * What an allocation wants to commit.
 *
 * @param contacts the highest score first
 * @param controls held-out users whom the same prices would have chosen
 * @param contactsPerUser limit of each campaign
 */
public record AllocationDraft(
    List<PlannedContact> contacts,
    List<ExperimentUnit> controls,
    Map<String, Integer> contactsPerUser,
    PriceBook prices) {}
