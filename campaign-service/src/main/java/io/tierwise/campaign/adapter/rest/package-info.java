/** Asks other services. */
@NullMarked
package io.tierwise.campaign.adapter.rest;

import org.jspecify.annotations.NullMarked;
