/** Rejected events as a resource: kept in a database of their own, listed, mended and replayed. */
@NullMarked
package io.tierwise.ingest.rejects;

import org.jspecify.annotations.NullMarked;
