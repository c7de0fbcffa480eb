/** Messages to persons: queued once, sent when they may, and what became of them. */
@NullMarked
package io.tierwise.campaign.delivery;

import org.jspecify.annotations.NullMarked;
