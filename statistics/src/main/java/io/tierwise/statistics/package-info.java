/** What a difference between groups can be trusted for: intervals, sequential tests, power. */
@NullMarked
package io.tierwise.statistics;

import org.jspecify.annotations.NullMarked;
