/** Journeys: what triggers them, the steps that a user takes, and how the way goes on. */
@NullMarked
package io.tierwise.campaign.journey;

import org.jspecify.annotations.NullMarked;
