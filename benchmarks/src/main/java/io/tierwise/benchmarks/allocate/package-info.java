/** Allocation of contacts, beside solvers of linear programs. */
@NullMarked
package io.tierwise.benchmarks.allocate;

import org.jspecify.annotations.NullMarked;
