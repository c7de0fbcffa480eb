/** What {@code ingest-service} sends. */
@NullMarked
package io.tierwise.contracts.ingest;

import org.jspecify.annotations.NullMarked;
