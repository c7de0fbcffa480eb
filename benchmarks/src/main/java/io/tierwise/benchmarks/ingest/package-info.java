/** The front door under load, beside a bare Kafka producer. */
@NullMarked
package io.tierwise.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
