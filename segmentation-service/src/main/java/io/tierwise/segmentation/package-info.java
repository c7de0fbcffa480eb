/** Value tiers and segments of customers, and the wiring of the service. */
@NullMarked
package io.tierwise.segmentation;

import org.jspecify.annotations.NullMarked;
