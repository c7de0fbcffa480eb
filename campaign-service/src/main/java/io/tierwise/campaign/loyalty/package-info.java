/** Points that customers earn, hold, spend and lose by rules, and the levels that they reach. */
@NullMarked
package io.tierwise.campaign.loyalty;

import org.jspecify.annotations.NullMarked;
