/** Which user gets which offer: shadow prices, repair and a certificate of the gap. */
@NullMarked
package io.tierwise.campaign.allocation;

import org.jspecify.annotations.NullMarked;
