/**
 * Campaigns of another system with their contacts, coupons and redemptions, taken in as history.
 */
@NullMarked
package io.tierwise.campaign.history;

import org.jspecify.annotations.NullMarked;
