/** Segmentation runs from request to publication: the use cases and their ports. */
@NullMarked
package io.tierwise.segmentation.run;

import org.jspecify.annotations.NullMarked;
