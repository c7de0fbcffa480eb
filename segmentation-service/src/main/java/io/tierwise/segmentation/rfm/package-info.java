/** Recency, frequency and monetary value: scores by quantile thresholds and named segments. */
@NullMarked
package io.tierwise.segmentation.rfm;

import org.jspecify.annotations.NullMarked;
