/** A file of a gigabyte through ingest-service, undisturbed and killed. */
@NullMarked
package io.tierwise.benchmarks.imports;

import org.jspecify.annotations.NullMarked;
