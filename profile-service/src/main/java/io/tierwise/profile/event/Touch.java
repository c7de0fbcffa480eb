package io.tierwise.profile.event;

import org.jspecify.annotations.Nullable;

/**
 * A contact with a campaign: a visit with utm parameters, or the click on a promotion.
 *
 * @param campaign the utm campaign, or the id of the campaign that was promoted
 * @param source the utm source; null for a promotion
 * @param medium the utm medium, or where the promotion was shown
 * @param promotion true for a click on a promotion
 */
public record Touch(
    @Nullable String campaign,
    @Nullable String source,
    @Nullable String medium,
    boolean promotion) {}
