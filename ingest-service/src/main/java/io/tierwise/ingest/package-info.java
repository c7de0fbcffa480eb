/** The two front doors, HTTP and Kafka: what comes in is validated once and sent on. */
@NullMarked
package io.tierwise.ingest;

import org.jspecify.annotations.NullMarked;
