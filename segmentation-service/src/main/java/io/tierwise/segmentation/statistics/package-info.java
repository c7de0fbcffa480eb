/** Descriptive statistics that several methods share. */
@NullMarked
package io.tierwise.segmentation.statistics;

import org.jspecify.annotations.NullMarked;
