/** What {@code segmentation-service} sends. */
@NullMarked
package io.tierwise.contracts.segmentation;

import org.jspecify.annotations.NullMarked;
