/** How long questions about all users take. */
@NullMarked
package io.tierwise.benchmarks.analysis;

import org.jspecify.annotations.NullMarked;
