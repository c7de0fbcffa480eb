/** How a campaign's budget lasts: over the days that are left, and over each day's traffic. */
@NullMarked
package io.tierwise.campaign.pace;

import org.jspecify.annotations.NullMarked;
