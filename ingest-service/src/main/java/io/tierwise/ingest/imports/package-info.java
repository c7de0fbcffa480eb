/** Files of events, up to gigabytes: received, kept in a spool folder, and sent on by a job. */
@NullMarked
package io.tierwise.ingest.imports;

import org.jspecify.annotations.NullMarked;
