/** Recommendations over HTTP beside a handler of the same server that has its bytes in memory. */
@NullMarked
package io.tierwise.benchmarks.serve;

import org.jspecify.annotations.NullMarked;
