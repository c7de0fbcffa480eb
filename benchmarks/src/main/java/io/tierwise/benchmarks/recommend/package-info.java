/** Recommendation models: how well they rank, how fast they are fitted. */
@NullMarked
package io.tierwise.benchmarks.recommend;

import org.jspecify.annotations.NullMarked;
