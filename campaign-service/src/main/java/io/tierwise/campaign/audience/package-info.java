/** Who a campaign may speak to: members, their named features, and conditions on them. */
@NullMarked
package io.tierwise.campaign.audience;

import org.jspecify.annotations.NullMarked;
