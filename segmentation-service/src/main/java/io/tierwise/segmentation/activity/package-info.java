/** What customers did, by day: kept compactly, counted once. */
@NullMarked
package io.tierwise.segmentation.activity;

import org.jspecify.annotations.NullMarked;
