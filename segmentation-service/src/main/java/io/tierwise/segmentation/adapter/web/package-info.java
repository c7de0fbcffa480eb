/** The REST interface. */
@NullMarked
package io.tierwise.segmentation.adapter.web;

import org.jspecify.annotations.NullMarked;
