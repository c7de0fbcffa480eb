/** Customer lifetime value: how often people will order again, and for how much. */
@NullMarked
package io.tierwise.segmentation.clv;

import org.jspecify.annotations.NullMarked;
