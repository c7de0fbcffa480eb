/** A campaign as people plan it, and the states it goes through. */
@NullMarked
package io.tierwise.campaign.lifecycle;

import org.jspecify.annotations.NullMarked;
