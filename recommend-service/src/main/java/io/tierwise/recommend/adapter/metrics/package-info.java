/** Business counters and health. */
@NullMarked
package io.tierwise.recommend.adapter.metrics;

import org.jspecify.annotations.NullMarked;
