/** Models of what a customer will do, from features as of a cut: learnt, judged and explained. */
@NullMarked
package io.tierwise.segmentation.propensity;

import org.jspecify.annotations.NullMarked;
