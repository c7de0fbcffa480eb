/** Lifetime value models beside the same likelihood under scipy. */
@NullMarked
package io.tierwise.benchmarks.clv;

import org.jspecify.annotations.NullMarked;
