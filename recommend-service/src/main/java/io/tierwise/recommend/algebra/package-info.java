/**
 * Dense linear algebra in single precision, with vectors of the processor where Java offers them.
 */
@NullMarked
package io.tierwise.recommend.algebra;

import org.jspecify.annotations.NullMarked;
