/** Decisions of campaign-service under load, and whether any limit was breached. */
@NullMarked
package io.tierwise.benchmarks.decide;

import org.jspecify.annotations.NullMarked;
