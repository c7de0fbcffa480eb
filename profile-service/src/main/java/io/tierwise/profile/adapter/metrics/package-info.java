/** Counters and timers. */
@NullMarked
package io.tierwise.profile.adapter.metrics;

import org.jspecify.annotations.NullMarked;
