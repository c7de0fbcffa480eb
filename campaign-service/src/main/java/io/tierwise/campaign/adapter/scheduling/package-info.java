/** Work that goes on in the background. */
@NullMarked
package io.tierwise.campaign.adapter.scheduling;

import org.jspecify.annotations.NullMarked;
