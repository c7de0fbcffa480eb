/** Orders and revenue of the days to come, with the error that such forecasts have had. */
@NullMarked
package io.tierwise.segmentation.forecast;

import org.jspecify.annotations.NullMarked;
