/** Measurements against peers, in the same run; nothing here is on a product class path. */
@NullMarked
package io.tierwise.benchmarks;

import org.jspecify.annotations.NullMarked;
