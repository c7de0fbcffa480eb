/** What users did afterwards: impressions, clicks, orders, refunds. */
@NullMarked
package io.tierwise.campaign.outcome;

import org.jspecify.annotations.NullMarked;
