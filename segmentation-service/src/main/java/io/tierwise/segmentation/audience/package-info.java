/** Segments by rule: who is in them, kept up with events and with time. */
@NullMarked
package io.tierwise.segmentation.audience;

import org.jspecify.annotations.NullMarked;
