/** One user, one placement, now: the same prices as the allocation. */
@NullMarked
package io.tierwise.campaign.decision;

import org.jspecify.annotations.NullMarked;
