/** Conditions on customers: read from a tree, judged, and known to hold until an instant. */
@NullMarked
package io.tierwise.segmentation.rule;

import org.jspecify.annotations.NullMarked;
