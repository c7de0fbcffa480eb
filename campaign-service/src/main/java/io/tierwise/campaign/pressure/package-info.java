/** How often, and when, a person may be spoken to, by all campaigns and journeys together. */
@NullMarked
package io.tierwise.campaign.pressure;

import org.jspecify.annotations.NullMarked;
