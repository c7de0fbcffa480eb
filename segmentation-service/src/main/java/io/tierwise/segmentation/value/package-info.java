/** Lifetime values from a fit to everybody's value: the use cases and their ports. */
@NullMarked
package io.tierwise.segmentation.value;

import org.jspecify.annotations.NullMarked;
