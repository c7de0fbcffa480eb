/** Runs and fits that come round by the clock. */
@NullMarked
package io.tierwise.segmentation.schedule;

import org.jspecify.annotations.NullMarked;
