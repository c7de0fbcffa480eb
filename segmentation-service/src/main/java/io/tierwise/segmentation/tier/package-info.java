/** Named value tiers: the policy, the model that assigns them and the moves between them. */
@NullMarked
package io.tierwise.segmentation.tier;

import org.jspecify.annotations.NullMarked;
