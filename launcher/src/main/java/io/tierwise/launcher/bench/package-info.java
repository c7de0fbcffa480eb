/** What the launcher knows of the benchmarks: their command line, not their code. */
@NullMarked
package io.tierwise.launcher.bench;

import org.jspecify.annotations.NullMarked;
