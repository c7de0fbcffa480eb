/** Training runs: queued, leased, evaluated, stored, put live. */
@NullMarked
package io.tierwise.recommend.training;

import org.jspecify.annotations.NullMarked;
