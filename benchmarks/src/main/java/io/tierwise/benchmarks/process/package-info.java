/** Processes that are measured: their processor time, and holding one still. */
@NullMarked
package io.tierwise.benchmarks.process;

import org.jspecify.annotations.NullMarked;
