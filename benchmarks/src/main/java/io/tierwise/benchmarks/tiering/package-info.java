/** Value tiers of a whole shop, and k-means beside its peers. */
@NullMarked
package io.tierwise.benchmarks.tiering;

import org.jspecify.annotations.NullMarked;
