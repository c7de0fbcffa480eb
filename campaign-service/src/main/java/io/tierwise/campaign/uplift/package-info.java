/** Whom a contact persuades, learnt from a campaign's own randomised data. */
@NullMarked
package io.tierwise.campaign.uplift;

import org.jspecify.annotations.NullMarked;
