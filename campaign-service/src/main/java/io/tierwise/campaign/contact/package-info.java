/** The decision to show an offer to a user, and what it costs. */
@NullMarked
package io.tierwise.campaign.contact;

import org.jspecify.annotations.NullMarked;
