/** Pictures of reports as SVG, and the markup around them. */
@NullMarked
package io.tierwise.charts;

import org.jspecify.annotations.NullMarked;
