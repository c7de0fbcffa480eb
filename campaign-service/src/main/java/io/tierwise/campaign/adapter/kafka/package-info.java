/** Listens to profiles, tiers and events; publishes contacts. */
@NullMarked
package io.tierwise.campaign.adapter.kafka;

import org.jspecify.annotations.NullMarked;
