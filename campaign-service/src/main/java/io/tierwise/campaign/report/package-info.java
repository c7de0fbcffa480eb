/** What a campaign cost and caused. */
@NullMarked
package io.tierwise.campaign.report;

import org.jspecify.annotations.NullMarked;
