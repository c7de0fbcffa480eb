/** K-means tiers: features brought to one scale, fitted with Smile, measured and compared. */
@NullMarked
package io.tierwise.segmentation.clustering;

import org.jspecify.annotations.NullMarked;
