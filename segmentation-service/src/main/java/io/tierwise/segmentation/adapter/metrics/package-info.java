/** What the use cases report, as Micrometer meters. */
@NullMarked
package io.tierwise.segmentation.adapter.metrics;

import org.jspecify.annotations.NullMarked;
