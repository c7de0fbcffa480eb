/**
 * Where customers are on their way with the shop, by explicit rules on the rhythm of their orders.
 */
@NullMarked
package io.tierwise.segmentation.lifecycle;

import org.jspecify.annotations.NullMarked;
