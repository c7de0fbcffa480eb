/** Background threads that carry on what the database says is to be done. */
@NullMarked
package io.tierwise.segmentation.adapter.worker;

import org.jspecify.annotations.NullMarked;
